// A patient's declarations, and a patient's reports: two pages of one shape.
// Never the only way: each can be done with the clinic, on paper or by telephone.

import type { Receipts } from '@aegle/api';
import { Alert, Button, Group, Paper, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { useKept } from '../session/use-kept.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { ClinicNumbers } from './call-clinic.tsx';
import { type Programmes, StatementForm } from './statement-form.tsx';
import { DECLARED, REPORTED, type StatementType } from './statements.ts';

const words = messages.declaring;

/** The programmes in which the patient is enrolled, with their forms and methods. */
async function readProgrammes(patient: string): Promise<Programmes> {
  const { events } = await client('readTimeline', { params: { patient } });
  const enrolled = events.flatMap(({ type, data }) =>
    type === 'PatientEnrolled' && typeof data.programme === 'string' ? [data.programme] : [],
  );
  return Promise.all(
    [...new Set(enrolled)].map((programme) => client('readProgramme', { params: { programme } })),
  );
}

interface ChoosingProps {
  readonly patient: string;
  readonly programmes: Programmes;
  readonly types: readonly StatementType[];
}

interface SentProps {
  /** What to do at once, where the report stopped the supply. */
  readonly advice: string | null;
  readonly patient: string;
  readonly onAnother: () => void;
}

function Sent({ advice, patient, onAnother }: SentProps) {
  const isStopped = advice !== null;
  return (
    <Alert
      role={isStopped ? 'alert' : 'status'}
      color={isStopped ? 'red' : 'green'}
      title={isStopped ? words.sentStopped : words.sent}
    >
      {isStopped && (
        <Stack gap="xs" mb="md">
          <Text fz="lg" fw={600}>
            {advice}
          </Text>
          <ClinicNumbers patient={patient} />
        </Stack>
      )}
      <Group>
        <Link to="/own">{words.back}</Link>
        <Button variant="default" size="xs" onClick={onAnother}>
          {words.another}
        </Button>
      </Group>
    </Alert>
  );
}

function Choosing({ patient, programmes, types }: ChoosingProps) {
  const [kept, setType, forgetType] = useKept<StatementType | null>('statement', () => null);
  const type = types.find((one) => one === kept) ?? null;
  const [sent, setSent] = useState<Receipts | null>(null);
  const startAgain = () => {
    setType(null);
    setSent(null);
  };
  if (sent !== null) return <Sent advice={sent.advice} patient={patient} onAnother={startAgain} />;
  return (
    <Paper withBorder p="lg">
      <Stack gap="lg">
        <Radio.Group
          label={words.choose}
          value={type}
          onChange={(value) => setType(types.find((one) => one === value) ?? null)}
        >
          <Stack gap={8} mt={8}>
            {types.map((one) => (
              <Radio key={one} value={one} label={words.statements[one]} />
            ))}
          </Stack>
        </Radio.Group>
        {type !== null && (
          <StatementForm
            key={type}
            patient={patient}
            type={type}
            programmes={programmes}
            onSent={(receipts) => {
              forgetType();
              setSent(receipts);
            }}
          />
        )}
      </Stack>
    </Paper>
  );
}

function OwnStatements({ patient, types }: Omit<ChoosingProps, 'programmes'>) {
  const read = useQuery({
    queryKey: ['own-programmes', patient],
    queryFn: () => readProgrammes(patient),
  });
  if (read.isPending) return <Loading />;
  if (read.isError) return <ProblemNotice error={read.error} retry={() => read.refetch()} />;
  return <Choosing patient={patient} programmes={read.data} types={types} />;
}

interface StatementsProps {
  readonly title: string;
  readonly intro: string;
  readonly types: readonly StatementType[];
}

function Statements({ title, intro, types }: StatementsProps) {
  const { patient, role } = useAccount();
  return (
    <Page title={title}>
      {patient === null || role !== 'patient' ? (
        <Empty title={messages.own.notPatient} />
      ) : (
        <>
          <Text>{intro}</Text>
          <OwnStatements patient={patient} types={types} />
        </>
      )}
    </Page>
  );
}

/** Consent, methods, comprehension answers. */
export function DeclarePage() {
  return <Statements title={words.declareTitle} intro={words.declareIntro} types={DECLARED} />;
}

/** Warning signs, what bears on pregnancy, what became of capsules. */
export function ReportPage() {
  return <Statements title={words.reportTitle} intro={words.reportIntro} types={REPORTED} />;
}
