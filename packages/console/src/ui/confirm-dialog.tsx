// A question before something is recorded. Enter answers yes; Escape and Cancel answer no.

import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { messages } from '../messages/messages.ts';

interface ConfirmProps {
  readonly isOpen: boolean;
  readonly question: string;
  readonly yes: string;
  readonly isBusy?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
  /** Fields that belong to the answer; the first then takes the focus. */
  readonly children?: ReactNode;
}

/** Asks before acting; the focus starts on the answer that acts. */
export function ConfirmDialog(props: ConfirmProps) {
  const hasFields = props.children !== undefined;
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onNo}
      title={props.question}
      centered
      closeButtonProps={{ 'aria-label': messages.close }}
      // A dialog's header is no second banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.onYes();
        }}
      >
        <Stack gap="md">
          {hasFields ? props.children : <Text size="sm" />}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onNo}>
              {messages.cancel}
            </Button>
            <Button
              type="submit"
              loading={props.isBusy ?? false}
              {...(hasFields ? {} : { 'data-autofocus': true })}
            >
              {props.yes}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
