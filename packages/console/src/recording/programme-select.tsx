// Which programmes somebody is enrolled in, by name and by what each decides.
// Never a choice made beforehand.

import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const words = messages.enrolling;

interface ProgrammeSelectProps {
  readonly value: string[];
  readonly onChange: (programmes: string[]) => void;
}

/** The loaded programmes, up to five of them. */
export function ProgrammeSelect(props: ProgrammeSelectProps) {
  const listed = useQuery({
    queryKey: ['programmes'],
    queryFn: () => client('listProgrammes', {}),
  });
  const choices = (listed.data?.programmes ?? []).map(({ id, name, completeness }) => ({
    value: id,
    label: `${name} (${messages.programmes.completeness[completeness]})`,
  }));
  return (
    <div>
      <MultiSelect
        {...props}
        label={words.programme}
        data={choices}
        required
        maxValues={5}
        searchable
      />
      <ProblemNotice error={listed.error} />
    </div>
  );
}
