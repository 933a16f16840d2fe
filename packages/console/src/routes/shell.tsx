// The frame: word mark, the places of the role, who is signed in, warnings that hold for every page.
// Never shows a page's content before it is known who is signed in.

import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { AccessNotices } from '../account/access-notices.tsx';
import { messages } from '../messages/messages.ts';
import { useForgetting } from '../session/forgetting.ts';
import { placesOf } from '../session/places.ts';
import { AccountContext, useAccount, useSession, useSigning } from '../session/session.ts';
import { SignInPage } from '../session/sign-in-page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Loading, OfflineNotice } from '../ui/states.tsx';
import { WordMark } from '../ui/word-mark.tsx';
import styles from './shell.module.css';

// Menu and dialog come after the first paint.
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const LookMenu = lazy(async () => ({ default: (await import('./look-menu.tsx')).LookMenu }));

/** Name over role: beside each other they would push the places onto a second line. */
function AccountLink() {
  const { name, role } = useAccount();
  const whole = messages.session.signedInAs(name, messages.roles[role]);
  return (
    <Link to="/account" className={`${styles.link} ${styles.account}`} title={whole}>
      <span>{name}</span> <span className={styles.role}>{messages.roles[role]}</span>
    </Link>
  );
}

function Header() {
  const account = useAccount();
  const { signOut } = useSigning();
  return (
    <header>
      {account.isDemonstration && <div className={styles.demo}>{messages.demonstration}</div>}
      <div className={styles.header}>
        <div className={`${styles.bar} no-print`}>
          <Link to="/" className={styles.mark!}>
            <WordMark height={26} />
          </Link>
          <nav className={styles.nav} aria-label={messages.mainNavigation}>
            {placesOf(account).map((place) => (
              <Link key={place.path} to={place.path} className={styles.link!}>
                {place.label}
              </Link>
            ))}
          </nav>
          <div className={styles.who}>
            <AccountLink />
            <Suspense fallback={null}>
              <Palette />
              <LookMenu />
            </Suspense>
            <button type="button" className={styles.signOut} onClick={() => signOut.mutate()}>
              {messages.session.signOut}
            </button>
          </div>
        </div>
      </div>
    </header>
  );
}

/** The frame while it is not known who is signed in, and the schemas of the answer are on their way. */
function Waiting() {
  return (
    <>
      <header className={styles.header}>
        <div className={styles.bar}>
          <span className={styles.mark}>
            <WordMark height={26} />
          </span>
        </div>
      </header>
      <main className={styles.main}>
        <Loading />
      </main>
    </>
  );
}

/** Pages that say nothing of anybody, and are there for everybody. */
const PUBLIC: readonly string[] = ['/claims'];

/** A public page, for somebody who is not signed in. */
function PublicFrame() {
  return (
    <>
      <header className={styles.header}>
        <div className={styles.bar}>
          <Link to="/" className={styles.mark!}>
            <WordMark height={26} />
          </Link>
        </div>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

/** Every page stands inside this. */
export function Shell() {
  useForgetting();
  const session = useSession();
  // By what is shown, not by the address: that is ahead while the next page is on its way.
  const isPublic = useMatches({
    select: (shown) => shown.some(({ pathname }) => PUBLIC.includes(pathname)),
  });
  if (session.isPending) return <Waiting />;
  if (session.data === undefined)
    return (
      <main className={styles.main}>
        <ProblemNotice error={session.error} retry={() => session.refetch()} />
      </main>
    );
  const { state, account } = session.data;
  if (state !== 'signed_in' || account === null) {
    if (isPublic) return <PublicFrame />;
    return (
      <>
        <OfflineNotice />
        <SignInPage needsCode={state === 'second_factor_needed'} />
      </>
    );
  }
  return (
    <AccountContext value={account}>
      <a href="#content" className={styles.skip}>
        {messages.skipToContent}
      </a>
      <Header />
      <OfflineNotice />
      <AccessNotices />
      <main id="content" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
    </AccountContext>
  );
}
