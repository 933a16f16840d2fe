// How a rule or figure is known: stated, secondary, assumed, disputed. Never hidden.

import { Badge } from '@mantine/core';
import { messages } from '../messages/messages.ts';

const COLOURS: Readonly<Record<string, string>> = {
  stated: 'green',
  secondary: 'blue',
  assumed: 'orange',
  disputed: 'red',
};

/** The mark of a value, with what it means as its title. */
export function StatusBadge({ status }: { status: string }) {
  const { status: names, statusMeans } = messages.programmes;
  return (
    <Badge color={COLOURS[status] ?? 'gray'} title={statusMeans[status] ?? status}>
      {names[status] ?? status}
    </Badge>
  );
}
