// The numbers behind a drawing, made only when they are opened. Never fewer days than the drawing.

import { Table } from '@mantine/core';
import { useState } from 'react';
import { messages } from '../messages/messages.ts';
import { Wide } from '../ui/wide.tsx';
import styles from './forecast.module.css';

interface TableBehindProps {
  /** What the drawing is of, another one for each of a page. */
  readonly of: string;
  readonly columns: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: () => readonly (readonly string[])[];
}

export function TableBehind({ of, columns, rows }: TableBehindProps) {
  const [isOpen, setOpen] = useState(false);
  const name = messages.forecast.table(of);
  return (
    <details className={styles.behind} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{name}</summary>
      {isOpen && (
        <Wide label={name}>
          <Table fz="sm" withRowBorders>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column) => (
                  <Table.Th key={column} scope="col">
                    {column}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows().map(([first, ...others]) => (
                <Table.Tr key={first}>
                  <Table.Th scope="row" fw={400}>
                    {first}
                  </Table.Th>
                  {others.map((cell, i) => (
                    <Table.Td key={columns[i + 1]}>{cell}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
    </details>
  );
}
