// What an administrator reads about access: accounts, keys, organisations by name.
// Never asked for another role.

import type { AnswerOf } from '@aegle/api';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';

export type AccountLine = AnswerOf<'listAccounts'>['accounts'][number];
export type AwaitingLine = AnswerOf<'listAccountsToVouchFor'>['accounts'][number];
export type KeyLine = AnswerOf<'listKeys'>['keys'][number];
export type Place = AnswerOf<'listOrganisations'>['organisations'][number];

export const ACCOUNTS_KEY = ['accounts'] as const;
export const AWAITING_KEY = ['accounts-to-vouch-for'] as const;
export const KEYS_KEY = ['keys'] as const;

export const useAccounts = () =>
  useQuery({ queryKey: ACCOUNTS_KEY, queryFn: () => client('listAccounts', {}) });

export const useKeys = () =>
  useQuery({ queryKey: KEYS_KEY, queryFn: () => client('listKeys', {}) });

export const usePlaces = () =>
  useQuery({ queryKey: ['organisations'], queryFn: () => client('listOrganisations', {}) });

/** The name of an organisation, or in words that there is none. */
export function usePlaceName(): (id: string | null) => string {
  const { data } = usePlaces();
  const names = new Map(data?.organisations.map(({ id, name }) => [id, name]));
  const words = messages.access;
  return (id) =>
    id === null ? words.noOrganisation : (names.get(id) ?? words.unknownOrganisation);
}
