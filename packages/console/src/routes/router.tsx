// The one table of pages. Addresses carry opaque ids only, never a name, a number on a card or a day.

import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router';
import { messages } from '../messages/messages.ts';
import { placesOf } from '../session/places.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { Shell } from './shell.tsx';

// Every page is loaded when it is opened, so that a role loads its own pages alone.
const AccessLogPage = lazyRouteComponent(
  () => import('../own-data/access-log-page.tsx'),
  'AccessLogPage',
);
const AccessPage = lazyRouteComponent(() => import('../access/access-page.tsx'), 'AccessPage');
const AccountPage = lazyRouteComponent(() => import('../account/account-page.tsx'), 'AccountPage');
const ClaimsPage = lazyRouteComponent(() => import('../claims/claims-page.tsx'), 'ClaimsPage');
const CertifyPage = lazyRouteComponent(
  () => import('../certifying/certify-page.tsx'),
  'CertifyPage',
);
const DecisionPage = lazyRouteComponent(
  () => import('../decisions/decision-page.tsx'),
  'DecisionPage',
);
const OfficePage = lazyRouteComponent(() => import('../certifying/office-page.tsx'), 'OfficePage');
const OwnPage = lazyRouteComponent(() => import('../own-page/own-page.tsx'), 'OwnPage');
const DeclarePage = lazyRouteComponent(
  () => import('../own-page/statements-page.tsx'),
  'DeclarePage',
);
const DataPage = lazyRouteComponent(() => import('../own-data/data-page.tsx'), 'DataPage');
const OwnDataPage = lazyRouteComponent(() => import('../own-data/data-page.tsx'), 'OwnDataPage');
const ReportPage = lazyRouteComponent(
  () => import('../own-page/statements-page.tsx'),
  'ReportPage',
);
const ConditionsPage = lazyRouteComponent(
  () => import('../patients/conditions-page.tsx'),
  'ConditionsPage',
);
const PatientListPage = lazyRouteComponent(
  () => import('../patients/patient-list-page.tsx'),
  'PatientListPage',
);
const PatientFrame = lazyRouteComponent(
  () => import('../patients/patient-frame.tsx'),
  'PatientFrame',
);
const PrescribePage = lazyRouteComponent(
  () => import('../patients/prescribe-page.tsx'),
  'PrescribePage',
);
const PharmacyPage = lazyRouteComponent(
  () => import('../pharmacy/pharmacy-page.tsx'),
  'PharmacyPage',
);
const ProgrammeListPage = lazyRouteComponent(
  () => import('../programmes/programme-list-page.tsx'),
  'ProgrammeListPage',
);
const ProgrammePage = lazyRouteComponent(
  () => import('../programmes/programme-page.tsx'),
  'ProgrammePage',
);
const EnrolAgainPage = lazyRouteComponent(
  () => import('../recording/enrol-again-page.tsx'),
  'EnrolAgainPage',
);
const EnrolPage = lazyRouteComponent(() => import('../recording/enrol-page.tsx'), 'EnrolPage');
const RecordPage = lazyRouteComponent(() => import('../recording/record-page.tsx'), 'RecordPage');
const SafetyPage = lazyRouteComponent(() => import('../safety/safety-page.tsx'), 'SafetyPage');
const TodayPage = lazyRouteComponent(() => import('../today/today-page.tsx'), 'TodayPage');
const TasksPage = lazyRouteComponent(() => import('../tasks/tasks-page.tsx'), 'TasksPage');
const OwnTimelinePage = lazyRouteComponent(
  () => import('../timeline/timeline-page.tsx'),
  'OwnTimelinePage',
);
const PatientPage = lazyRouteComponent(() => import('../patients/patient-page.tsx'), 'PatientPage');
const ForecastPage = lazyRouteComponent(
  () => import('../forecast/forecast-page.tsx'),
  'ForecastPage',
);
const PatientForecastPage = lazyRouteComponent(
  () => import('../forecast/forecast-page.tsx'),
  'PatientForecastPage',
);

const VisitPage = lazyRouteComponent(() => import('../visit/visit-page.tsx'), 'VisitPage');

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

/** A page that failed: what to do, with the ways to every other page still around it. */
function Failed({ reset }: { reset: () => void }) {
  return (
    <Page title={messages.failed.title}>
      <Empty title={messages.failed.text}>
        <button type="button" onClick={reset}>
          {messages.problem.retry}
        </button>
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
  createRoute({ ...under('/claims'), component: ClaimsPage }),
  createRoute({ ...under('/account'), component: AccountPage }),
  createRoute({ ...under('/own'), component: OwnPage }),
  createRoute({ ...under('/declare'), component: DeclarePage }),
  createRoute({ ...under('/report'), component: ReportPage }),
  createRoute({ ...under('/own-data'), component: OwnDataPage }),
  createRoute({ ...under('/timeline'), component: OwnTimelinePage }),
  createRoute({ ...under('/pharmacy'), component: PharmacyPage }),
  createRoute({ ...under('/today'), component: TodayPage }),
  createRoute({ ...under('/patients'), component: PatientListPage }),
  createRoute({ ...under('/enrol'), component: EnrolPage }),
  createRoute({ ...under('/tasks'), component: TasksPage }),
  createRoute({ ...under('/safety'), component: SafetyPage }),
  createRoute({ ...under('/access-log'), component: AccessLogPage }),
  createRoute({ ...under('/office'), component: OfficePage }),
  createRoute({ ...under('/people'), component: AccessPage }),
  createRoute({ ...under('/certify'), component: CertifyPage }),
  createRoute({ ...under('/forecast'), component: ForecastPage }),
  createRoute({ ...under('/programmes'), component: ProgrammeListPage }),
  createRoute({ ...under('/programmes/$programme'), component: ProgrammePage }),
  patient.addChildren([
    createRoute({ ...ofPatient('/'), component: PatientPage }),
    createRoute({ ...ofPatient('/visit'), component: VisitPage }),
    createRoute({ ...ofPatient('/conditions'), component: ConditionsPage }),
    createRoute({ ...ofPatient('/prescribe'), component: PrescribePage }),
    createRoute({ ...ofPatient('/enrol'), component: EnrolAgainPage }),
    createRoute({ ...ofPatient('/forecast'), component: PatientForecastPage }),
    createRoute({ ...ofPatient('/data'), component: DataPage }),
    createRoute({ ...ofPatient('/record'), component: RecordPage }),
    createRoute({ ...ofPatient('/decisions/$decision'), component: DecisionPage }),
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  defaultPreload: false,
  scrollRestoration: true,
  defaultErrorComponent: Failed,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
