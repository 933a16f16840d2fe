// One programme, generated from its data: editions, rules, figures, unknowns, sources.
// Never a figure without its mark and its source, two steps away at most.

import type { ProgrammeDetail } from '@aegle/api';
import {
  Alert,
  Anchor,
  Badge,
  Group,
  List,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { nowMs } from '../client/clock.ts';
import { dayInWords, todayIn } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Loading } from '../ui/states.tsx';
import { EditionActions } from './edition-actions.tsx';
import { RequirementList } from './requirement-list.tsx';
import { SourceList } from './source-list.tsx';

const words = messages.programmes;
type EditionLine = ProgrammeDetail['editions'][number];

function About({ programme }: { programme: ProgrammeDetail }) {
  const rows: readonly (readonly [string, string])[] = [
    [words.jurisdiction, programme.jurisdiction],
    [words.regulator, programme.regulator],
    [words.zone, programme.zone],
  ];
  return (
    <Paper withBorder p="md">
      <Group gap="xl" align="flex-start">
        {rows.map(([label, value]) => (
          <div key={label}>
            <Text size="sm" c="dimmed">
              {label}
            </Text>
            <Text>{value}</Text>
          </div>
        ))}
        <Stack gap={4}>
          <Badge color="blue">{words.authority[programme.authority]}</Badge>
          <Badge color={programme.completeness === 'gate' ? 'green' : 'gray'}>
            {words.completeness[programme.completeness]}
          </Badge>
        </Stack>
      </Group>
      {programme.completeness === 'reference' && <Text mt="sm">{words.reference}</Text>}
    </Paper>
  );
}

function isConfirmed(programme: ProgrammeDetail, edition: EditionLine): boolean {
  return edition.isConfirmed || programme.confirmedEditions.includes(edition.id);
}

function EditionState({
  programme,
  edition,
}: {
  programme: ProgrammeDetail;
  edition: EditionLine;
}) {
  const isApproved = programme.approvedEditions.some(
    (one) => one.edition === edition.id && one.overlays.length === 0,
  );
  const isLater = edition.effectiveFrom > todayIn(programme.zone, nowMs());
  const isKnown = isConfirmed(programme, edition);
  return (
    <Group gap={6}>
      <Badge color={isKnown ? 'green' : 'orange'}>
        {isKnown ? words.isConfirmed : words.isPending}
      </Badge>
      {isLater && <Badge color="gray">{words.notYet}</Badge>}
      {isApproved && <Badge color="blue">{words.isApproved}</Badge>}
    </Group>
  );
}

function Editions({ programme }: { programme: ProgrammeDetail }) {
  return (
    <section aria-labelledby="editions">
      <Title order={2} id="editions" fz="lg" mb="xs">
        {words.editions}
      </Title>
      <Stack gap="sm">
        {programme.editions.map((edition) => (
          <Paper key={edition.id} withBorder p="md" className="keep-together">
            <Group justify="space-between" align="flex-start">
              <div>
                <Text fw={600}>{edition.id}</Text>
                <Text size="sm">{edition.title}</Text>
                <Text size="sm" c="dimmed">
                  {words.from} {dayInWords(edition.effectiveFrom)}
                  {edition.effectiveTo !== null &&
                    ` ${words.to.toLowerCase()} ${dayInWords(edition.effectiveTo)}`}
                </Text>
              </div>
              <EditionState programme={programme} edition={edition} />
            </Group>
            <EditionActions
              programme={programme.id}
              edition={edition}
              isConfirmed={isConfirmed(programme, edition)}
              assumptions={programme.requirements
                .filter((one) => one.edition === edition.id && isAssumed(one.status))
                .map((one) => one.id)}
            />
          </Paper>
        ))}
      </Stack>
    </section>
  );
}

function isAssumed(status: string): boolean {
  return status === 'assumed' || status === 'disputed';
}

function Requirements({ programme }: { programme: ProgrammeDetail }) {
  const editions = [...new Set(programme.requirements.map((one) => one.edition))];
  const inForce = programme.editions.filter((one) => isConfirmed(programme, one)).at(-1)?.id;
  const [chosen, setChosen] = useState<string | null>(null);
  const edition = chosen ?? (editions.includes(inForce ?? '') ? inForce : editions.at(-1));
  if (edition === undefined) return null;
  return (
    <section aria-labelledby="requirements">
      <Title order={2} id="requirements" fz="lg" mb="xs">
        {words.requirements}
      </Title>
      {editions.length > 1 && (
        <SegmentedControl
          className="no-print"
          aria-label={words.edition}
          data={editions}
          value={edition}
          onChange={setChosen}
          mb="sm"
          style={{ maxWidth: '100%', overflowX: 'auto' }}
        />
      )}
      <RequirementList
        requirements={programme.requirements.filter((one) => one.edition === edition)}
        parameters={programme.parameters}
      />
    </section>
  );
}

function Unknowns({ unknowns }: { unknowns: readonly string[] }) {
  if (unknowns.length === 0) return null;
  return (
    <section aria-labelledby="unknowns">
      <Title order={2} id="unknowns" fz="lg" mb="xs">
        {words.unknowns}
      </Title>
      <List spacing="xs">
        {unknowns.map((unknown) => (
          <List.Item key={unknown}>{unknown}</List.Item>
        ))}
      </List>
    </section>
  );
}

/** The page of one programme. */
export function ProgrammePage() {
  const { programme: id } = useParams({ from: '/programmes/$programme' });
  const programme = useQuery({
    queryKey: ['programme', id],
    queryFn: () => client('readProgramme', { params: { programme: id } }),
  });
  const loaded = programme.data;
  return (
    <Page
      title={loaded?.name ?? words.title}
      aside={
        <Anchor component={Link} to="/programmes" className="no-print">
          {words.back}
        </Anchor>
      }
    >
      {programme.isPending && <Loading />}
      <ProblemNotice error={programme.error} retry={() => programme.refetch()} />
      {loaded !== undefined && (
        <Stack gap="xl">
          {loaded.notices.map((notice) => (
            <Alert key={notice} color="orange">
              {notice}
            </Alert>
          ))}
          <About programme={loaded} />
          {loaded.completeness !== 'gate' && <Unknowns unknowns={loaded.unknowns} />}
          {loaded.editions.length > 0 && <Editions programme={loaded} />}
          <Requirements programme={loaded} />
          {loaded.completeness === 'gate' && <Unknowns unknowns={loaded.unknowns} />}
          <SourceList sources={loaded.sources} />
        </Stack>
      )}
    </Page>
  );
}
