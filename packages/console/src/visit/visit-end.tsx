// The end of a visit: what was recorded, what the prescription was answered, and what happens next.
// Never a page that ends without a next step.

import type { AgendaItem, Decision, Receipts } from '@aegle/api';
import { Alert, Button, Code, List, Stack, Text, Title } from '@mantine/core';
import { dayInWords, placeOf } from '../client/days.ts';
import { useAgenda } from '../client/use-agenda.ts';
import { DecisionAnswer } from '../decisions/decision-answer.tsx';
import { messages } from '../messages/messages.ts';
import { writeReference } from '../pharmacy/reference.ts';
import { whatOf } from '../today/worklist-table.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Loading } from '../ui/states.tsx';

const words = messages.visit;

function NextLine({ item }: { item: AgendaItem }) {
  const { from, until, state, who } = item;
  const when = [
    ...(from !== null && state === 'later' ? [words.from(dayInWords(from))] : []),
    ...(until === null ? [] : [words.untilEnd(dayInWords(until.day), placeOf(until.zone))]),
  ];
  const whose = [...new Set(who)].map((role) => messages.roles[role]).join(', ');
  return (
    <List.Item>
      <Text span fw={600}>
        {whatOf(item)}
      </Text>
      {when.length > 0 && `, ${when.join(', ')}`} ({whose})
    </List.Item>
  );
}

/** What comes next for the patient, from the same agenda as everywhere. */
function NextSteps({ patient }: { patient: string }) {
  const agenda = useAgenda(patient);
  if (agenda.isPending) return <Loading />;
  const items = agenda.data?.items ?? [];
  return (
    <section aria-labelledby="next">
      <Title order={2} fz="lg" id="next" mb="xs">
        {words.next}
      </Title>
      <ProblemNotice error={agenda.error} />
      {agenda.isSuccess && items.length === 0 && <Text>{words.nothingNext}</Text>}
      <List>
        {items.map((item) => (
          <NextLine key={item.id} item={item} />
        ))}
      </List>
      <Button variant="default" mt="md" className="no-print" onClick={() => window.print()}>
        {words.print}
      </Button>
    </section>
  );
}

interface VisitEndProps {
  readonly patient: string;
  readonly receipts: Receipts | null;
  readonly prescription: { readonly number: string; readonly answer: Decision } | null;
}

function Prescribed({ patient, prescription }: VisitEndProps) {
  if (prescription === null) return null;
  const { number, answer } = prescription;
  if (answer.outcome === 'granted')
    return (
      <Alert color="green" title={words.prescribed}>
        <Code fz="md" style={{ overflowWrap: 'anywhere' }}>
          {writeReference({ patient, prescription: number })}
        </Code>
      </Alert>
    );
  return (
    <>
      <Text fw={600}>{words.notPrescribed}</Text>
      <DecisionAnswer answer={answer} patient={patient} />
    </>
  );
}

/** What became of the visit. */
export function VisitEnd(props: VisitEndProps) {
  const { receipts } = props;
  return (
    <Stack gap="md" role="status">
      {receipts !== null && (
        <Alert
          color={receipts.advice === null ? 'green' : 'red'}
          title={words.recorded(receipts.events.length)}
        >
          {receipts.advice !== null && <Text fw={600}>{receipts.advice}</Text>}
        </Alert>
      )}
      <Prescribed {...props} />
      <NextSteps patient={props.patient} />
    </Stack>
  );
}
