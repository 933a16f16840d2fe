// The answer at the counter: yes or not now, last day with its zone, days' supply.
// Never a name, a result, a method or a cause: only what the server wrote for a pharmacy.

import type { PharmacyVerdict } from '@aegle/api';
import { Badge, Text } from '@mantine/core';
import { clockInWords, dayInWords, placeOf } from '../client/days.ts';
import { messages } from '../messages/messages.ts';
import { shownNumber } from './reference.ts';
import type { Checked } from './use-counter.ts';
import styles from './verdict.module.css';

const words = messages.pharmacy;

function Shape({ isYes }: { isYes: boolean }) {
  return (
    <svg viewBox="0 0 48 48" width="56" height="56" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="5" strokeLinecap="round">
        <circle cx="24" cy="24" r="20" />
        <path d={isYes ? 'M15 25l6.500 6.500L34 18' : 'M14 24h20'} strokeLinejoin="round" />
      </g>
    </svg>
  );
}

function Limits({ verdict }: { verdict: PharmacyVerdict }) {
  const { lastDay, zone, maxDaysSupply } = verdict;
  return (
    <dl className={styles.facts}>
      {lastDay !== null && (
        <div>
          <dt>{words.lastDay}</dt>
          <dd>
            {dayInWords(lastDay)}
            {zone !== null && <small>{words.untilEnd(placeOf(zone))}</small>}
          </dd>
        </div>
      )}
      <div>
        <dt>{words.daysSupply}</dt>
        <dd>{maxDaysSupply === null ? words.noLimit : words.atMost(words.days(maxDaysSupply))}</dd>
      </div>
    </dl>
  );
}

function ToDo({ verdict }: { verdict: PharmacyVerdict }) {
  return (
    <dl className={styles.facts}>
      {verdict.toDo.length > 0 && (
        <div>
          <dt>{words.toDo}</dt>
          <dd>
            <ul className={styles.list}>
              {verdict.toDo.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      {verdict.otherwise !== null && (
        <div>
          <dt>{words.nextStep}</dt>
          <dd>{verdict.otherwise}</dd>
        </div>
      )}
    </dl>
  );
}

/** Read out as it appears; the focus stays in the field, where the next scan belongs. */
export function Verdict({ checked }: { checked: Checked }) {
  const { verdict, typed, atMs } = checked;
  const isYes = verdict.verdict === 'yes';
  return (
    <section className={`${styles.verdict} ${isYes ? styles.yes : styles.no}`}>
      <p className={styles.question}>{words.askedAt(shownNumber(typed), clockInWords(atMs))}</p>
      <h2 className={styles.word}>
        <Shape isYes={isYes} />
        {isYes ? words.yes : words.no}
      </h2>
      <p className={styles.meaning}>{isYes ? words.yesMeans : words.noMeans}</p>
      {isYes ? <Limits verdict={verdict} /> : <ToDo verdict={verdict} />}
      {verdict.notices.map((notice) => (
        <p key={notice} className={styles.meaning}>
          {notice}
        </p>
      ))}
      {!verdict.isForClinicalUse && (
        <Text component="div" mt="sm">
          <Badge color="gray">{messages.notForClinicalUse}</Badge>
        </Text>
      )}
    </section>
  );
}
