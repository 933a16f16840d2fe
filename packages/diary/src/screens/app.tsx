// The frame: who is signed in, the four places, the banner of what waits on this device.
// Never a screen of treatment while nobody is signed in.

import type { Account } from '@aegle/api';
import { useCallback, useState } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { nowMs } from '../client/clock.ts';
import { forgetAnswers } from '../device/answers.ts';
import type { Device } from '../device/database.ts';
import { putInUse, t } from '../messages/messages.ts';
import { DiaryContext, useDiary } from '../session/diary.ts';
import { SignIn } from '../session/sign-in.tsx';
import { useKnown } from '../session/use-diary.ts';
import { type Signing, useSession } from '../session/use-session.ts';
import { Button, Loading, Notice, Screen } from '../ui/parts.tsx';
import { Forecast } from './forecast.tsx';
import { Forms } from './forms.tsx';
import { More } from './more.tsx';
import { Questions } from './questions.tsx';
import { ReportPage } from './report.tsx';
import { Steps } from './steps.tsx';
import { Tell } from './tell.tsx';
import { Today } from './today.tsx';

const PLACES = [
  ['/diary/', 'today'],
  ['/diary/tell', 'tell'],
  ['/diary/steps', 'steps'],
  ['/diary/more', 'more'],
] as const;

/** The steps of a treatment are private: a guardian has no such place. */
const placesOf = (role: Account['role']) =>
  PLACES.filter(([, name]) => role !== 'guardian' || name !== 'steps');

function Places() {
  const { path } = useLocation();
  const { account, isHidden, signOut } = useDiary();
  // Away first: whoever is watched cannot wait for an answer.
  const leave = () => {
    void signOut().catch(() => undefined);
    setTimeout(() => location.replace('about:blank'), 300);
  };
  const isAt = (place: string) => path.replace(/\/$/, '') === place.replace(/\/$/, '');
  return (
    <nav class="places" aria-label={t('places.name')}>
      {placesOf(account.role).map(([place, name]) => (
        <a key={place} href={place} {...(isAt(place) ? { 'aria-current': 'page' as const } : {})}>
          {t(`places.${name}`)}
        </a>
      ))}
      {isHidden && (
        <button type="button" class="leave" onClick={leave}>
          {t('hidden.leave')}
        </button>
      )}
    </nav>
  );
}

/** What this device keeps and has not sent; and that it cannot keep anything. */
function Banner() {
  const { device, entries, isOnline, isHidden } = useDiary();
  const asking = entries.filter(({ entry }) => entry.state !== 'waiting').length;
  if (isOnline && asking === 0) return null;
  return (
    <Notice kind={asking > 0 ? 'warn' : 'plain'} isNew>
      {!isOnline && <strong>{t('offline.title')}</strong>}
      {!isOnline && device === null && (
        <p>{isHidden ? t('hidden.nothingKept') : t('offline.cannotKeep')}</p>
      )}
      {!isOnline && device !== null && (
        <p>
          {entries.length === 0
            ? t('offline.nothing')
            : t('offline.kept', { count: entries.length })}
        </p>
      )}
      {asking > 0 && <p>{t('offline.asks', { count: asking })}</p>}
      {entries.length > 0 && <a href="/diary/more">{t('offline.look')}</a>}
    </Notice>
  );
}

function Pages() {
  const isPatient = useDiary().account.role === 'patient';
  return (
    <>
      <Places />
      <main id="content">
        <Banner />
        <Router>
          <Route path="/diary/tell" component={Tell} />
          <Route path="/diary/steps" component={isPatient ? Steps : Today} />
          <Route path="/diary/questions" component={isPatient ? Questions : Today} />
          <Route path="/diary/forms" component={Forms} />
          <Route path="/diary/report" component={isPatient ? ReportPage : Today} />
          <Route path="/diary/forecast" component={isPatient ? Forecast : Today} />
          <Route path="/diary/more" component={More} />
          <Route default component={Today} />
        </Router>
      </main>
    </>
  );
}

interface FrameProps {
  readonly device: Device | null;
  readonly storage: Device | null;
  readonly isHidden: boolean;
  readonly hide: (wish: boolean) => Promise<void>;
  readonly signing: Signing;
  readonly account: Account;
  readonly patient: string;
  readonly language: string;
  readonly speak: (language: string) => Promise<void>;
  readonly onErased: () => void;
}

function Frame({ signing, ...frame }: FrameProps) {
  const { open, signOut } = signing;
  const known = useKnown(frame.device, frame.account, frame.patient, nowMs, open);
  const diary = { ...frame, signOut, ...known };
  return (
    <DiaryContext.Provider value={diary}>
      <LocationProvider scope="/diary">
        <Pages />
      </LocationProvider>
    </DiaryContext.Provider>
  );
}

function NotYours({ signing }: { readonly signing: Signing }) {
  return (
    <Screen title={t('signIn.title')}>
      <Notice kind="plain">
        <p>{t('signIn.notYours')}</p>
        <a href="/">{t('signIn.yourPages')}</a>
        <Button look="plain" onClick={() => void signing.signOut()}>
          {t('signIn.out')}
        </Button>
      </Notice>
    </Screen>
  );
}

function Erased() {
  return (
    <Screen title={t('more.device')}>
      <Notice kind="done" isNew>
        <p>{t('more.erased')}</p>
      </Notice>
      <a href="/diary/">{t('signIn.title')}</a>
    </Screen>
  );
}

interface AppProps {
  /** What the device can keep; null: nothing. */
  readonly storage: Device | null;
  /** The language to begin with. */
  readonly first: string;
  /** True: the person of this device has hidden the diary. */
  readonly hidesFirst: boolean;
}

/** The whole diary on one device. */
export function App({ storage, first, hidesFirst }: AppProps) {
  const [isHidden, setHidden] = useState(hidesFirst);
  // Hidden, the diary keeps nothing: no answer, no entry, nobody's name.
  const device = isHidden ? null : storage;
  const signing = useSession(device, nowMs);
  const hide = useCallback(
    async (wish: boolean) => {
      await storage?.db.put('settings', wish ? 'yes' : 'no', 'hidden');
      await forgetAnswers(storage);
      setHidden(wish);
    },
    [storage],
  );
  const [language, setLanguage] = useState(first);
  const speak = useCallback(
    async (chosen: string) => {
      await putInUse(chosen);
      await storage?.db.put('settings', chosen, 'language');
      setLanguage(chosen);
    },
    [storage],
  );
  const [isErased, setErased] = useState(false);
  const { session } = signing;
  if (isErased)
    return (
      <main id="content">
        <Erased />
      </main>
    );
  if (session.state === 'in' && session.account.patient !== null)
    return (
      <Frame
        key={session.account.actor}
        device={device}
        storage={storage}
        isHidden={isHidden}
        hide={hide}
        signing={signing}
        account={session.account}
        patient={session.account.patient}
        language={language}
        speak={speak}
        onErased={() => setErased(true)}
      />
    );
  return (
    <main id="content">
      {session.state === 'opening' && <Loading />}
      {session.state === 'in' ? <NotYours signing={signing} /> : null}
      {session.state !== 'opening' && session.state !== 'in' && <SignIn signing={signing} />}
    </main>
  );
}
