// One field that leads anywhere: patients within reach by name or number, what is done with the open one, pages.
// Never a name in the address, and never a way that the role's own pages do not have.

import type { PatientLine } from '@aegle/api';
import { Modal, Select } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { dayInWords } from '../client/days.ts';
import { offeredTypes } from '../forms/offered-types.ts';
import { inWords, messages } from '../messages/messages.ts';
import { readPatientsBy, usePatients } from '../patients/use-patients.ts';
import { fullName } from '../people/person-name.ts';
import { placesOf } from '../session/places.ts';
import { useAccount } from '../session/session.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './shell.module.css';

const words = messages.palette;
const VIEWS = {
  prescriber: ['visit', 'conditions', 'prescribe', 'forecast'],
  delegate: ['visit', 'conditions'],
  safety_officer: ['conditions'],
} as const satisfies Partial<Record<string, readonly string[]>>;

interface Group {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/** As many patients are listed; one more letter narrows them. */
const MOST = 30;

/** What is done with the open patient, and the pages of the role. */
function useOwnWays(): Group[] {
  const account = useAccount();
  const { patient } = useParams({ strict: false });
  const views: readonly string[] = new Map(Object.entries(VIEWS)).get(account.role) ?? [];
  const actions = [
    ...views.map((view) => ({ value: `view:${view}`, label: words.views[view] ?? view })),
    ...offeredTypes(account.role).map((type) => ({
      value: `record:${type}`,
      label: words.record(inWords(type)),
    })),
  ];
  const pages = placesOf(account).map(({ path, label }) => ({ value: `page:${path}`, label }));
  return [
    { group: words.actions, items: patient === undefined ? [] : actions },
    {
      group: words.pages,
      items: [...pages, { value: 'page:/account', label: messages.session.account }],
    },
  ];
}

const asWay = (one: PatientLine) => ({
  value: `patient:${one.patient}`,
  label: [fullName(one.name), one.bornOn === null ? '' : dayInWords(one.bornOn)]
    .filter((part) => part !== '')
    .join(', '),
});

/** What can be gone to by what is typed; a value says its kind before the first colon. */
function useWays(typed: string) {
  const text = typed.trim();
  const reaches = placesOf(useAccount()).some(({ path }) => path === '/patients');
  const isTyped = ({ label }: Group['items'][number]) =>
    label.toLowerCase().includes(text.toLowerCase());
  const own = useOwnWays().map(({ group, items }) => ({ group, items: items.filter(isTyped) }));
  const namesWay = own.some(({ items }) => items.length > 0);
  const { all, found, isName, isLooking, error } = usePatients(text, reaches, !namesWay);
  const people = { group: words.patients, items: found.slice(0, MOST).map(asWay) };
  // None before everybody is known: the first one is chosen, and must not become another one.
  const groups = reaches && all.isPending ? [] : [people, ...own];
  return {
    ways: groups.filter(({ items }) => items.length > 0),
    // No name, action or page has it: a whole number, if anything.
    isNumber: reaches && text !== '' && !namesWay && !isName,
    isLooking: reaches && isLooking,
    error,
  };
}

/** Goes where a value says. */
function useGoing() {
  const navigate = useNavigate();
  const { patient = '' } = useParams({ strict: false });
  const { role } = useAccount();
  return (value: string) => {
    const [kind] = value.split(':', 1);
    const to = value.slice((kind ?? '').length + 1);
    if (kind === 'patient') return navigate({ to: '/patients/$patient', params: { patient: to } });
    if (kind === 'record') {
      const type = offeredTypes(role).find((one) => one === to);
      if (type === undefined) return undefined;
      return navigate({
        to: '/patients/$patient/record',
        params: { patient },
        state: { form: { type } },
      });
    }
    // The views are this page's own list, below the patient's own address.
    if (kind === 'view') return navigate({ to: `/patients/${patient}/${to}` as never });
    return navigate({ to: to as never });
  };
}

function Ways({ onGone }: { onGone: () => void }) {
  const [text, setText] = useState('');
  const { ways, isNumber, isLooking, error } = useWays(text);
  const go = useGoing();
  const isGone = useRef(false);
  const leaveTo = (value: string) => {
    if (isGone.current) return;
    isGone.current = true;
    onGone();
    void go(value);
  };
  const onKeyDown = async (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || !isNumber || ways.length > 0) return;
    // Enter before the answer is there, as a scanner types: the whole number is asked for at once.
    const [holder] = await readPatientsBy(text.trim()).catch(() => []);
    if (holder !== undefined) leaveTo(asWay(holder).value);
  };
  return (
    <>
      <Select
        aria-label={words.title}
        placeholder={words.hint}
        data={ways}
        value={null}
        onChange={(value) => value !== null && leaveTo(value)}
        searchable
        searchValue={text}
        onSearchChange={setText}
        onKeyDown={onKeyDown}
        // What is typed has chosen them already: a number is in no label.
        filter={({ options }) => options}
        dropdownOpened
        // Also where they come after the text: the first is chosen when there is one.
        selectFirstOptionOnChange={ways.length > 0}
        maxDropdownHeight={320}
        maxLength={80}
        spellCheck={false}
        nothingFoundMessage={isLooking ? messages.loading : words.nothing}
        comboboxProps={{ withinPortal: false, middlewares: { flip: false, shift: false } }}
        data-autofocus
      />
      <ProblemNotice error={error} />
    </>
  );
}

/** The button in the header and its keys; open, a dialog with one field. */
export function Palette() {
  const [isOpen, setOpen] = useState(false);
  // Each opening is a field of its own, also while the last one fades.
  const [nth, setNth] = useState(0);
  const open = () => {
    setNth((before) => before + 1);
    setOpen(true);
  };
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <button
        type="button"
        className={styles.signOut}
        aria-keyshortcuts="Control+K Meta+K"
        title={words.keys}
        onClick={open}
      >
        {words.title}
      </button>
      {/* Without the library's own header: a page has one banner. Escape closes it. */}
      <Modal.Root opened={isOpen} onClose={() => setOpen(false)} returnFocus>
        <Modal.Overlay />
        <Modal.Content aria-label={words.title}>
          <Modal.Body>
            <div className={styles.palette}>
              <Ways key={nth} onGone={() => setOpen(false)} />
            </div>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
