// The way to the form that ends something, as a link. What is asked for travels beside the address.
// Never in the address: that a patient has a hold is not for a history or a log.

import type { EventType } from '@aegle/core';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, ReactNode } from 'react';
import { useAccount } from '../session/session.ts';
import { type Form, type FormPage, isFormPage } from './form-of.ts';
import { mayOpen } from './may-open.ts';

/** What a form is opened with. */
export interface FormRequest {
  readonly type: EventType;
  /** Id of the event that it ends. */
  readonly about?: string | undefined;
  /** Fields that are known already, by name. */
  readonly typed?: Readonly<Record<string, string>> | undefined;
}

declare module '@tanstack/history' {
  interface HistoryState {
    form?: FormRequest;
  }
}

/** The form as far as the signed-in role is offered it; null: the conditions. */
export function useOfferedForm(form: Form): Form {
  const { role } = useAccount();
  return form !== null && mayOpen(role, form) ? form : null;
}

/** Where a page is: one of this patient, or one of the office or the counter. */
const OF_PATIENT = {
  prescribe: '/patients/$patient/prescribe',
  enrol: '/patients/$patient/enrol',
} as const;
const OF_NOBODY = {
  certify: '/certify',
  confirm_edition: '/programmes',
  approve_edition: '/programmes',
  counter: '/pharmacy',
} as const satisfies Readonly<Record<Exclude<FormPage, keyof typeof OF_PATIENT>, string>>;

interface FormLinkProps {
  readonly patient: string;
  readonly form: Form;
  readonly about?: string | undefined;
  readonly typed?: Readonly<Record<string, string>> | undefined;
  readonly children: ReactNode;
  readonly className?: string;
  /** Arrows move between the rows of a list. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLAnchorElement>) => void;
}

/** Leads to the form where the role is offered it, else to the conditions, which say who acts. */
export function FormLink({ patient, form, about, typed, children, ...rest }: FormLinkProps) {
  const offered = useOfferedForm(form);
  const looks = { ...rest, ...(rest.onKeyDown === undefined ? {} : { 'data-row': true }) };
  const shared = { params: { patient }, ...looks };
  if (offered === 'prescribe' || offered === 'enrol')
    return (
      <Link to={OF_PATIENT[offered]} {...shared}>
        {children}
      </Link>
    );
  if (offered !== null && isFormPage(offered))
    return (
      <Link to={OF_NOBODY[offered]} {...looks}>
        {children}
      </Link>
    );
  if (offered === null)
    return (
      <Link to="/patients/$patient/conditions" {...shared}>
        {children}
      </Link>
    );
  return (
    <Link
      to="/patients/$patient/record"
      state={{ form: { type: offered, about, typed } }}
      {...shared}
    >
      {children}
    </Link>
  );
}
