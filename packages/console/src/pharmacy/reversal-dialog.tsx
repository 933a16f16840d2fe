// Taking something back names its cause; nothing is chosen beforehand.

import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const words = messages.pharmacy;

/** Causes that a counter can know; a hold or a correction reverses by itself. */
const CAUSES = {
  authorization: ['not_picked_up', 'wrong_quantity', 'patient_request', 'other'],
  dispense: ['returned_to_stock', 'wrong_quantity', 'wrong_patient', 'other'],
} as const;

interface ReversalProps {
  readonly isOpen: boolean;
  readonly kind: keyof typeof CAUSES;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onCause: (cause: string) => void;
  readonly onNo: () => void;
}

/** Asks for the cause, then reverses. */
export function ReversalDialog(props: ReversalProps) {
  const [cause, setCause] = useState('');
  const isDispense = props.kind === 'dispense';
  return (
    <ConfirmDialog
      isOpen={props.isOpen}
      question={isDispense ? words.reverseDispense : words.reverseAuthorization}
      yes={words.confirmReverse}
      isBusy={props.isBusy}
      onYes={() => cause !== '' && props.onCause(cause)}
      onNo={props.onNo}
    >
      <Radio.Group label={words.cause} value={cause} onChange={setCause} required>
        <Stack gap="xs" mt="xs">
          {CAUSES[props.kind].map((one, index) => (
            <Radio
              key={one}
              value={one}
              label={messages.causes[one]}
              {...(index === 0 ? { 'data-autofocus': true } : {})}
            />
          ))}
        </Stack>
      </Radio.Group>
      <ProblemNotice error={props.error} />
    </ConfirmDialog>
  );
}
