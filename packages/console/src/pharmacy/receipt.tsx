// What was just dispensed: to whose number, how many days, when, and what is left.
// Never a name: the counter's screen is read across the counter.

import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { clockInWords } from '../client/days.ts';
import { useRecording } from '../client/use-recording.ts';
import { messages } from '../messages/messages.ts';
import { shownNumber } from './reference.ts';
import { ReversalDialog } from './reversal-dialog.tsx';
import type { Counter, Given } from './use-counter.ts';

const words = messages.pharmacy;

interface ReceiptProps {
  readonly given: Given;
  readonly counter: Counter;
  readonly onReversed: () => void;
}

/** The receipt, with the way to the rest and the way back. */
export function Receipt({ given, counter, onReversed }: ReceiptProps) {
  const { patient, dispense, days, remainingDays, typed, atMs } = given;
  const [isAsking, setAsking] = useState(false);
  const reverse = useRecording('reverseDispense', () => {
    onReversed();
    counter.takenBack();
  });
  return (
    <Alert color="green" role="status" title={words.dispensed(words.days(days))}>
      <Text size="sm">{words.askedAt(shownNumber(typed), clockInWords(atMs))}</Text>
      {remainingDays > 0 && <Text>{words.remaining(words.days(remainingDays))}</Text>}
      <Group mt="sm" className="no-print">
        {remainingDays > 0 && (
          <Button size="xs" onClick={() => counter.check(typed)}>
            {words.checkAgain}
          </Button>
        )}
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          {words.undo}
        </Button>
      </Group>
      <ReversalDialog
        isOpen={isAsking}
        kind="dispense"
        isBusy={reverse.isPending}
        error={reverse.error}
        onCause={(cause) => reverse.mutate({ params: { patient, dispense }, body: { cause } })}
        onNo={() => setAsking(false)}
      />
    </Alert>
  );
}
