// The parts of every screen: headings, cards, notices, buttons, rows of choices.
// Never colour alone: whatever a colour says stands there as a word.

import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../messages/messages.ts';

interface ScreenProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A screen; its heading is read first. The document's title says nothing about health. */
export function Screen({ title, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  );
}

interface CardProps {
  readonly title?: string;
  /** Where a link of the same screen leads to it. */
  readonly place?: string;
  readonly children: ComponentChildren;
}

export function Card({ title, place, children }: CardProps) {
  const own = useId();
  const id = place ?? own;
  return (
    <section class="card" {...(title === undefined ? {} : { 'aria-labelledby': id })}>
      {title !== undefined && (
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
      )}
      {children}
    </section>
  );
}

interface NoticeProps {
  readonly kind: 'stop' | 'warn' | 'plain' | 'done';
  /** Read aloud when it appears. */
  readonly isNew?: boolean;
  readonly children: ComponentChildren;
}

export function Notice({ kind, isNew = false, children }: NoticeProps) {
  const role = kind === 'stop' ? 'alert' : 'status';
  return (
    <div class={`notice ${kind}`} {...(isNew ? { role } : {})}>
      {children}
    </div>
  );
}

interface ButtonProps {
  readonly look?: 'main' | 'plain' | 'stop';
  /** Under way: a second press does nothing. */
  readonly isBusy?: boolean;
  readonly type?: 'button' | 'submit';
  readonly onClick?: () => void;
  readonly children: ComponentChildren;
}

export function Button({ look = 'main', isBusy = false, type, onClick, children }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      class={look}
      aria-busy={isBusy}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </button>
  );
}

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly fault?: string | undefined;
  readonly type?: 'text' | 'email' | 'password';
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'decimal';
  readonly pattern?: string;
  readonly required?: boolean;
  /** With both of these the field is driven from outside. */
  readonly value?: string;
  readonly onValue?: (value: string) => void;
}

/** A text field; what is wrong with it stands beside it. */
export function Field({ label, name, fault, type = 'text', onValue, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        onInput={({ currentTarget }) => onValue?.(currentTarget.value)}
        {...({ type, ...rest } as object)}
      />
      <span id={`${id}-fault`} class="fault" role="alert">
        {fault}
      </span>
    </div>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ChoicesProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string | undefined;
  readonly onValue: (value: string) => void;
  /** Below each other: for sentences. */
  readonly isList?: boolean;
  /** Each choice is the name of a language, in that language. */
  readonly isLanguages?: boolean;
}

/** One of a few, in one tap. */
export function Choices({ label, choices, value, onValue, ...look }: ChoicesProps) {
  const { isList = false, isLanguages = false } = look;
  const name = useId();
  return (
    <fieldset class={isList ? 'list' : 'row'}>
      <legend>{label}</legend>
      <div class="choices">
        {choices.map((one) => (
          <label key={one.value} class="choice">
            <input
              type="radio"
              name={name}
              value={one.value}
              checked={one.value === value}
              onChange={() => onValue(one.value)}
            />
            <span {...(isLanguages ? { lang: one.value, class: 'language' } : {})}>
              {one.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface TickProps {
  readonly label: string;
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
  /** The id of what is agreed to, where the label alone does not say it. */
  readonly about?: string;
}

/** One box to tick. */
export function Tick({ label, isTicked, onTick, about }: TickProps) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={isTicked}
        {...(about === undefined ? {} : { 'aria-describedby': about })}
        onChange={({ currentTarget }) => onTick(currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** Said while something is fetched. */
export function Loading() {
  return (
    <p role="status" class="quiet">
      {t('state.loading')}
    </p>
  );
}
