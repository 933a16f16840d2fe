// The requirements of one edition by stage and category, each with its figures, marks and sources.
// Never hides an assumed or disputed rule: its mark stands beside its sentence.

import { Badge, Group, Paper, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { dayInWords } from '../client/days.ts';
import { inWords, messages } from '../messages/messages.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Wide } from '../ui/wide.tsx';
import {
  categoriesOf,
  type Figure,
  figureInWords,
  figuresOf,
  type Parameter,
  type Requirement,
  requirementsFor,
} from './figures.ts';
import { SourceLinks } from './source-list.tsx';

const words = messages.programmes;
const ALL = '*';

function Figures({ label, figures }: { label: string; figures: readonly Figure[] }) {
  if (figures.length === 0) return null;
  return (
    <Wide label={label}>
      <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing="xs" fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.parameter}</Table.Th>
            <Table.Th>{words.value}</Table.Th>
            <Table.Th>{words.validFrom}</Table.Th>
            <Table.Th>{words.sources}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {figures.flatMap(({ name, parameter }) =>
            parameter.values.map((value) => (
              <Table.Tr key={`${name}:${value.from}`}>
                <Table.Td>
                  {inWords(name)}
                  <Text size="xs" c="dimmed">
                    {value.followed ?? parameter.description}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Group gap={6} wrap="nowrap">
                    <strong style={{ whiteSpace: 'nowrap' }}>
                      {figureInWords(value.value, parameter.unit)}
                    </strong>
                    <StatusBadge status={value.status} />
                  </Group>
                </Table.Td>
                <Table.Td>{dayInWords(value.from)}</Table.Td>
                <Table.Td>
                  <SourceLinks ids={value.sources} />
                </Table.Td>
              </Table.Tr>
            )),
          )}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}

interface CardProps {
  readonly requirement: Requirement;
  readonly parameters: readonly Parameter[];
}

function RequirementCard({ requirement, parameters }: CardProps) {
  return (
    <Paper withBorder p="md" component="article" className="keep-together">
      <Group justify="space-between" align="flex-start" gap="xs">
        <Text fw={600}>{inWords(requirement.id)}</Text>
        <Group gap={6}>
          {requirement.categories.map((category) => (
            <Badge key={category} color="gray">
              {category}
            </Badge>
          ))}
          {requirement.phases.length === 1 && (
            <Badge color="gray">
              {words.phases[requirement.phases[0]!] ?? requirement.phases[0]}
            </Badge>
          )}
          <StatusBadge status={requirement.status} />
        </Group>
      </Group>
      <Text size="sm" mt={4}>
        {requirement.text.prescriber}
      </Text>
      <Group gap={6} mt={4}>
        <Text size="sm" c="dimmed">
          {words.sources}:
        </Text>
        <SourceLinks ids={requirement.citation.sources} />
        {requirement.citation.section !== undefined && (
          <Text size="sm" c="dimmed">
            ({requirement.citation.section})
          </Text>
        )}
      </Group>
      <Figures label={inWords(requirement.id)} figures={figuresOf(requirement, parameters)} />
    </Paper>
  );
}

/** All requirements of one edition. */
export function RequirementList(props: {
  requirements: readonly Requirement[];
  parameters: readonly Parameter[];
}) {
  const { requirements, parameters } = props;
  const [category, setCategory] = useState(ALL);
  const [wantedStage, setStage] = useState('');
  const categories = categoriesOf(requirements);
  const stages = [...new Set(requirements.flatMap((one) => one.stages))];
  if (requirements.length === 0) return <Text>{words.noRequirements}</Text>;
  const chosen = categories.includes(category) ? category : null;
  const stage = stages.find((one) => one === wantedStage) ?? stages[0]!;
  return (
    <Stack gap="lg">
      {stages.length > 1 && (
        <SegmentedControl
          className="no-print"
          aria-label={words.stage}
          w="fit-content"
          maw="100%"
          value={stage}
          onChange={setStage}
          data={stages.map((one) => ({ value: one, label: words.stages[one] ?? inWords(one) }))}
        />
      )}
      {categories.length > 0 && (
        <SegmentedControl
          className="no-print"
          aria-label={words.category}
          w="fit-content"
          value={chosen ?? ALL}
          onChange={setCategory}
          data={[
            { value: ALL, label: words.all },
            ...categories.map((one) => ({ value: one, label: inWords(one) })),
          ]}
        />
      )}
      <div>
        <Title order={3} fz="md" mb="xs">
          {words.stages[stage] ?? inWords(stage)}
        </Title>
        <Stack gap="xs">
          {requirementsFor(requirements, stage, chosen).map((one) => (
            <RequirementCard key={one.id} requirement={one} parameters={parameters} />
          ))}
        </Stack>
      </div>
    </Stack>
  );
}
