// What of the worklist is shown: whose patients, which programme, which state, what closes when, which kind.
// Never a filter that the server does not make: counts and pages are of the whole list.

import type { Worklist } from '@aegle/api';
import { Group, SegmentedControl, Select } from '@mantine/core';
import { inWords, messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';

const words = messages.today;

/** What was chosen; an empty text or absence keeps everything. */
export interface WorklistFilter {
  readonly whose: 'all' | 'mine' | 'recent';
  readonly programme: string;
  readonly state: 'any' | 'at_once' | 'overdue' | 'now' | 'later';
  readonly closes: 'any' | '1' | '3' | '7';
  readonly kind: string;
}

export const EVERYTHING: WorklistFilter = {
  whose: 'all',
  programme: '',
  state: 'any',
  closes: 'any',
  kind: '',
};

/** The same as the server is asked. */
export function queryOf({ whose, programme, state, closes, kind }: WorklistFilter) {
  return {
    ...(whose === 'all' ? {} : { whose }),
    ...(programme === '' ? {} : { programme }),
    ...(state === 'any' ? {} : { state }),
    ...(closes === 'any' ? {} : { closesWithin: Number(closes) }),
    ...(kind === '' ? {} : { kind }),
  };
}

const WHOSE = ['all', 'mine', 'recent'] as const;
const STATES = ['any', 'at_once', 'overdue', 'now', 'later'] as const;
const CLOSES = ['any', '1', '3', '7'] as const;

const STEP_TEXTS: Readonly<Record<string, string | undefined>> = words.steps;

/** A kind of work in words: a step, or what a task asks for. */
const kindText = (name: string) => STEP_TEXTS[name] ?? words.tasks[name]?.what ?? inWords(name);

/** What was chosen, in words; empty where everything is shown. */
export function chosenInWords(
  { whose, programme, state, closes, kind }: WorklistFilter,
  programmeName: (id: string) => string,
): readonly string[] {
  return [
    ...(whose === 'all' ? [] : [words.whosePatients[whose]]),
    ...(kind === '' ? [] : [kindText(kind)]),
    ...(programme === '' ? [] : [programmeName(programme)]),
    ...(state === 'any' ? [] : [words.states[state]]),
    ...(closes === 'any' ? [] : [`${words.due}: ${words.closes[closes]}`]),
  ];
}

/** The choices with how many there are of each; what is chosen stays among them when none is left. */
function choicesOf(
  counts: Worklist['kinds'],
  chosen: string,
  inText: (name: string) => string,
): readonly { readonly value: string; readonly label: string }[] {
  const isGone = chosen !== '' && !counts.some(({ name }) => name === chosen);
  const all = isGone ? [...counts, { name: chosen, count: 0 }] : counts;
  return all.map(({ name, count }) => ({ value: name, label: words.ofKind(inText(name), count) }));
}

interface Props {
  readonly filter: WorklistFilter;
  readonly onFilter: (filter: WorklistFilter) => void;
  /** The answer that is shown; its counts stand beside the choices. */
  readonly list: Pick<Worklist, 'programmes' | 'kinds'>;
  readonly programmeName: (id: string) => string;
}

/** The controls, above the list. */
export function WorklistFilters({ filter, onFilter, list, programmeName }: Props) {
  const { role } = useAccount();
  // A nurse has no patients of their own: they are the prescriber's. What was recorded is a clinic's to know.
  const isOffered = {
    all: true,
    mine: role === 'prescriber',
    recent: role === 'prescriber' || role === 'delegate',
  };
  const put = (part: Partial<WorklistFilter>) => onFilter({ ...filter, ...part });
  const all = list.kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <Group gap="sm" align="flex-end" className="no-print">
      <SegmentedControl
        aria-label={words.which}
        data={WHOSE.filter((one) => isOffered[one]).map((one) => ({
          value: one,
          label: words.whose[one],
        }))}
        value={filter.whose}
        onChange={(value) => put({ whose: WHOSE.find((one) => one === value) ?? 'all' })}
      />
      <Choice
        label={words.kind}
        widthPx={280}
        choices={[
          { value: '', label: words.everyKind(all) },
          ...choicesOf(list.kinds, filter.kind, kindText),
        ]}
        value={filter.kind}
        onChoose={(kind) => put({ kind })}
      />
      <Choice
        label={words.programme}
        widthPx={230}
        choices={[
          { value: '', label: words.anyProgramme },
          ...choicesOf(list.programmes, filter.programme, programmeName),
        ]}
        value={filter.programme}
        onChoose={(programme) => put({ programme })}
      />
      <Choice
        label={words.state}
        widthPx={200}
        choices={STATES.map((one) => ({ value: one, label: words.states[one] }))}
        value={filter.state}
        onChoose={(value) => put({ state: STATES.find((one) => one === value) ?? 'any' })}
      />
      <Choice
        label={words.due}
        widthPx={260}
        choices={CLOSES.map((one) => ({ value: one, label: words.closes[one] }))}
        value={filter.closes}
        onChoose={(value) => put({ closes: CLOSES.find((one) => one === value) ?? 'any' })}
      />
    </Group>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly widthPx: number;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

/** One of the filters: there is always one choice, the first of them asks for nothing. */
function Choice({ label, widthPx, choices, value, onChoose }: ChoiceProps) {
  return (
    <Select
      label={label}
      w={widthPx}
      maw="100%"
      data={choices}
      value={value}
      allowDeselect={false}
      onChange={(chosen) => onChoose(chosen ?? '')}
    />
  );
}
