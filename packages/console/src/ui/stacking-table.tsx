// A table whose cells stand above each other on a small screen, and stay a table to whoever listens.
// Never its rows: each names its role, which stacking would take away.

import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './stacking-table.module.css';

interface StackingTableProps {
  /** Names the table where no heading of the page does. */
  readonly label?: string;
  readonly headings: readonly string[];
  readonly children: ReactNode;
}

export function StackingTable({ label, headings, children }: StackingTableProps) {
  return (
    <Table
      fz="sm"
      verticalSpacing={6}
      className={styles.stacking!}
      role="table"
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {headings.map((heading) => (
            <Table.Th key={heading} role="columnheader">
              {heading}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">{children}</Table.Tbody>
    </Table>
  );
}
