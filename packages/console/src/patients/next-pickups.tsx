// The next pickups of one patient: this visit, its window, the pickup, what a day's delay moves, the next.
// Never a day that was worked out here, and never a promise: the gate is asked again when it counts.

import type { Agenda } from '@aegle/api';
import { List, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { dayInWords, placeOf } from '../client/days.ts';
import { useAgenda } from '../client/use-agenda.ts';
import { inWords, messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Loading } from '../ui/states.tsx';

const words = messages.pickups;

type Pickups = NonNullable<Agenda['pickups']>;
type Pickup = NonNullable<Pickups['earliest']>;

function visitOf({ visitOn, deeds }: Pickup): string {
  if (deeds.length === 0) return words.nothingAsked;
  const done = deeds.map((deed) => words.deeds[deed] ?? inWords(deed));
  return `${dayInWords(visitOn)}: ${done.join(', ')}`;
}

function windowOf({ pickupOn, until }: Pickup): string {
  const from = dayInWords(pickupOn);
  if (until === null) return words.window(from);
  return words.windowTo(from, dayInWords(until.day), placeOf(until.zone));
}

const lostOf = (days: number) => (days === 0 ? words.noneLost : words.days(days));

interface RowProps {
  readonly title: string;
  readonly visit?: string;
  readonly pickup: string;
  readonly covers?: string;
  readonly lost?: string;
}

/** One plan; what is not known of it leaves its cell empty. */
function Row({ title, visit, pickup, covers, lost }: RowProps) {
  const cells = [
    [words.visit, visit],
    [words.pickup, pickup],
    [words.covers, covers],
    [words.lost, lost],
  ] as const;
  return (
    <Table.Tr role="row">
      <Table.Td role="cell" fw={600}>
        {title}
      </Table.Td>
      {cells.map(([label, said]) => (
        <Table.Td key={label} role="cell" {...(said === undefined ? {} : { 'data-label': label })}>
          {said}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function PlanRow({ title, plan }: { title: string; plan: Pickup }) {
  return (
    <Row
      title={title}
      visit={visitOf(plan)}
      pickup={windowOf(plan)}
      covers={dayInWords(plan.coversUntil)}
      lost={lostOf(plan.lostDays)}
    />
  );
}

function LaterRow({ later }: { later: Pickups['ifADayLater'] }) {
  const row = { title: words.oneDayLater, visit: words.dayLater };
  if (later === null) return <Row {...row} pickup={words.notFound} />;
  const pickup = words.window(dayInWords(later.pickupOn));
  return <Row {...row} pickup={pickup} lost={lostOf(later.lostDays)} />;
}

interface CascadeProps extends Pick<Pickups, 'zone' | 'ifADayLater' | 'next'> {
  readonly earliest: Pickup;
  readonly best: Pickup;
}

function Cascade({ zone, earliest, best, ifADayLater, next }: CascadeProps) {
  const isOne = earliest.visitOn === best.visitOn;
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {words.hint} {words.daysOf(placeOf(zone))}
      </Text>
      <StackingTable
        label={words.title}
        headings={[words.plan, words.visit, words.pickup, words.covers, words.lost]}
      >
        <PlanRow title={words.earliest} plan={earliest} />
        {!isOne && (
          <PlanRow title={best.lostDays === 0 ? words.noDayLost : words.fewestLost} plan={best} />
        )}
        <LaterRow later={ifADayLater} />
        {next === null ? (
          <Row title={words.next} pickup={words.nextNotFound} />
        ) : (
          <PlanRow title={words.next} plan={next} />
        )}
      </StackingTable>
    </>
  );
}

function Blocked({ patient, inTheWay }: { patient: string } & Pick<Pickups, 'inTheWay'>) {
  return (
    <>
      <Text size="sm">{words.blocked}</Text>
      <List size="sm" mb="xs">
        {[...new Set(inTheWay.map(({ text }) => text))].map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
      <Link to="/patients/$patient/conditions" params={{ patient }} className="no-print">
        {words.conditions}
      </Link>
    </>
  );
}

function Answer({ patient, pickups }: { patient: string } & Pick<Agenda, 'pickups'>) {
  if (pickups === null) return <Text size="sm">{words.none}</Text>;
  const { earliest, best, inTheWay, ...after } = pickups;
  if (earliest === null || best === null) return <Blocked patient={patient} inTheWay={inTheWay} />;
  return <Cascade earliest={earliest} best={best} {...after} />;
}

/** The next pickups, for those who plan the visits. */
export function NextPickups({ patient }: { patient: string }) {
  const agenda = useAgenda(patient);
  return (
    <section aria-labelledby="next-pickups">
      <Title order={2} fz="lg" id="next-pickups" mb={4}>
        {words.title}
      </Title>
      {agenda.isPending && <Loading />}
      <ProblemNotice error={agenda.error} retry={() => agenda.refetch()} />
      {agenda.isSuccess && <Answer patient={patient} pickups={agenda.data.pickups} />}
    </section>
  );
}
