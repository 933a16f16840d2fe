// The one table of pages. Addresses carry opaque ids only, never a name, a number on a card or a day.

import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router';
import { AccountPage } from '../account/account-page.tsx';
import { CertifyPage } from '../certifying/certify-page.tsx';
import { DecisionPage } from '../decisions/decision-page.tsx';
import { messages } from '../messages/messages.ts';
import { OwnPage } from '../own-page/own-page.tsx';
import { DeclarePage, ReportPage } from '../own-page/statements-page.tsx';
import { ConditionsPage } from '../patients/conditions-page.tsx';
import { FindPatientPage } from '../patients/find-patient-page.tsx';
import { PatientFrame } from '../patients/patient-frame.tsx';
import { PrescribePage } from '../patients/prescribe-page.tsx';
import { PharmacyPage } from '../pharmacy/pharmacy-page.tsx';
import { ProgrammeListPage } from '../programmes/programme-list-page.tsx';
import { ProgrammePage } from '../programmes/programme-page.tsx';
import { EnrolPage } from '../recording/enrol-page.tsx';
import { RecordPage } from '../recording/record-page.tsx';
import { placesOf } from '../session/places.ts';
import { useAccount } from '../session/session.ts';
import { TasksPage } from '../tasks/tasks-page.tsx';
import { OwnTimelinePage, TimelinePage } from '../timeline/timeline-page.tsx';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { Shell } from './shell.tsx';

// The model and the sources are loaded with this page alone.
const ForecastPage = lazyRouteComponent(
  () => import('../forecast/forecast-page.tsx'),
  'ForecastPage',
);
const PatientForecastPage = lazyRouteComponent(
  () => import('../forecast/forecast-page.tsx'),
  'PatientForecastPage',
);

function FirstPage() {
  const [first] = placesOf(useAccount());
  return <Navigate to={first?.path ?? '/programmes'} replace />;
}

function NotFound() {
  return (
    <Page title={messages.notFound.title}>
      <Empty title={messages.notFound.text}>
        <Link to="/">{messages.notFound.home}</Link>
      </Empty>
    </Page>
  );
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const under = <const P extends string>(path: P) => ({ getParentRoute: () => root, path });

const patient = createRoute({ ...under('/patients/$patient'), component: PatientFrame });
const ofPatient = <const P extends string>(path: P) => ({ getParentRoute: () => patient, path });

const routes = root.addChildren([
  createRoute({ ...under('/'), component: FirstPage }),
  createRoute({ ...under('/account'), component: AccountPage }),
  createRoute({ ...under('/own'), component: OwnPage }),
  createRoute({ ...under('/declare'), component: DeclarePage }),
  createRoute({ ...under('/report'), component: ReportPage }),
  createRoute({ ...under('/timeline'), component: OwnTimelinePage }),
  createRoute({ ...under('/pharmacy'), component: PharmacyPage }),
  createRoute({ ...under('/patients'), component: FindPatientPage }),
  createRoute({ ...under('/enrol'), component: EnrolPage }),
  createRoute({ ...under('/tasks'), component: TasksPage }),
  createRoute({ ...under('/certify'), component: CertifyPage }),
  createRoute({ ...under('/forecast'), component: ForecastPage }),
  createRoute({ ...under('/programmes'), component: ProgrammeListPage }),
  createRoute({ ...under('/programmes/$programme'), component: ProgrammePage }),
  patient.addChildren([
    createRoute({ ...ofPatient('/'), component: TimelinePage }),
    createRoute({ ...ofPatient('/conditions'), component: ConditionsPage }),
    createRoute({ ...ofPatient('/prescribe'), component: PrescribePage }),
    createRoute({ ...ofPatient('/forecast'), component: PatientForecastPage }),
    createRoute({ ...ofPatient('/record'), component: RecordPage }),
    createRoute({ ...ofPatient('/decisions/$decision'), component: DecisionPage }),
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  defaultPreload: false,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
