// One person's data as a whole: a copy, who saw it, erasing it. Each part for the roles that the policy names.

import type { Role } from '@aegle/core';
import { Paper, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { EraseRecord } from './erase-record.tsx';
import { Laboratories } from './laboratories.tsx';
import { SaveCopy } from './save-copy.tsx';
import { WhoSaw } from './who-saw.tsx';

const words = messages.data;
const COPIES: readonly Role[] = ['prescriber', 'safety_officer'];
/** Whoever has the patient in their care sends the specimens. */
const TIES: readonly Role[] = ['prescriber', 'delegate'];

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'lg' }} component="section" aria-label={title}>
      <Title order={2} fz={20} mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

/** A view of one patient, for whoever takes copies or answers for the record. */
export function DataPage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  const { role } = useAccount();
  if (!COPIES.includes(role) && !TIES.includes(role)) return <Empty title={words.forOthers} />;
  return (
    <Page title={words.title} key={patient}>
      {COPIES.includes(role) && (
        <Part title={words.copy}>
          <SaveCopy patient={patient} hint={words.copyHint} />
        </Part>
      )}
      {TIES.includes(role) && (
        <Part title={words.laboratories}>
          <Laboratories patient={patient} />
        </Part>
      )}
      {role === 'safety_officer' && (
        <>
          <Part title={words.log}>
            <WhoSaw patient={patient} hint={words.logHint} />
          </Part>
          <Part title={words.erase}>
            <EraseRecord patient={patient} />
          </Part>
        </>
      )}
    </Page>
  );
}

/** The patient's own. */
export function OwnDataPage() {
  const { patient, role } = useAccount();
  return (
    <Page title={words.own}>
      {patient === null || role !== 'patient' ? (
        <Empty title={messages.own.notPatient} />
      ) : (
        <>
          <Part title={words.copy}>
            <SaveCopy patient={patient} hint={words.ownCopyHint} />
          </Part>
          <Part title={words.log}>
            <WhoSaw patient={patient} hint={words.ownLogHint} />
          </Part>
          <Part title={words.ownErase}>{words.ownEraseHint}</Part>
        </>
      )}
    </Page>
  );
}
