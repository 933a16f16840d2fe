// One field that leads anywhere: patients within reach by name, what is done with the open one, pages.
// Never a name in the address, and never a way that the role's own pages do not have.

import { Modal, Select } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { dayInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { offeredTypes } from '../forms/offered-types.ts';
import { inWords, messages } from '../messages/messages.ts';
import { fullName } from '../people/person-name.ts';
import { placesOf } from '../session/places.ts';
import { useAccount } from '../session/session.ts';
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

/** What can be gone to; a value says its kind before the first colon. */
function useWays(isOpen: boolean): Group[] {
  const account = useAccount();
  const places = placesOf(account);
  const { patient } = useParams({ strict: false });
  const reaches = places.some(({ path }) => path === '/patients');
  const list = useQuery({
    queryKey: ['patients'],
    queryFn: () => client('listPatients', { body: {} }),
    enabled: isOpen && reaches,
  });
  const views: readonly string[] = new Map(Object.entries(VIEWS)).get(account.role) ?? [];
  const groups: Group[] = [
    {
      group: words.patients,
      items: (list.data?.patients ?? []).map((one) => ({
        value: `patient:${one.patient}`,
        label: [fullName(one.name), one.bornOn === null ? '' : dayInWords(one.bornOn)]
          .filter((part) => part !== '')
          .join(', '),
      })),
    },
    {
      group: words.actions,
      items:
        patient === undefined
          ? []
          : [
              ...views.map((view) => ({ value: `view:${view}`, label: words.views[view] ?? view })),
              ...offeredTypes(account.role).map((type) => ({
                value: `record:${type}`,
                label: words.record(inWords(type)),
              })),
            ],
    },
    {
      group: words.pages,
      items: [
        ...places.map(({ path, label }) => ({ value: `page:${path}`, label })),
        { value: 'page:/account', label: messages.session.account },
      ],
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
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
  const ways = useWays(true);
  const go = useGoing();
  return (
    <Select
      aria-label={words.title}
      placeholder={words.hint}
      data={ways}
      value={null}
      onChange={(value) => {
        if (value === null) return;
        onGone();
        go(value);
      }}
      searchable
      dropdownOpened
      selectFirstOptionOnChange
      limit={30}
      maxDropdownHeight={320}
      nothingFoundMessage={words.nothing}
      comboboxProps={{ withinPortal: false, middlewares: { flip: false, shift: false } }}
      data-autofocus
    />
  );
}

/** The button in the header and its keys; open, a dialog with one field. */
export function Palette() {
  const [isOpen, setOpen] = useState(false);
  useHotkeys([['mod+K', () => setOpen(true)]], []);
  return (
    <>
      <button
        type="button"
        className={styles.signOut}
        aria-keyshortcuts="Control+K Meta+K"
        title={words.keys}
        onClick={() => setOpen(true)}
      >
        {words.title}
      </button>
      {/* Without the library's own header: a page has one banner. Escape closes it. */}
      <Modal.Root opened={isOpen} onClose={() => setOpen(false)} returnFocus>
        <Modal.Overlay />
        <Modal.Content aria-label={words.title}>
          <Modal.Body>
            <div className={styles.palette}>
              <Ways onGone={() => setOpen(false)} />
            </div>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  );
}
