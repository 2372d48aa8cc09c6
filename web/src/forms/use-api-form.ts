import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { type BaseSyntheticEvent, useState } from "react";
import {
  type DefaultValues,
  type FieldErrors,
  type FieldPath,
  type FieldValues,
  type Resolver,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import { ConsoleError } from "../api/console-error.ts";
import { dropEmpty } from "./drop-empty.ts";
import { type ErrorTexts, listErrors } from "./list-errors.ts";
import { placeRefusal } from "./place-refusal.ts";
import { type IssueTexts, useIssueTexts } from "./use-issue-texts.ts";

/** A form over a body of the contract, or a part of one. */
export interface ApiFormOptions<Values extends FieldValues, Output, Result> {
  /** The body in the contract, or what `.pick` or `.shape` takes from it. */
  readonly shape: z.ZodType<Output, Values>;
  readonly defaults: DefaultValues<Values>;
  /** The member of the body that has the values, if they are not the body itself; pointers of refusals begin with it. */
  readonly within?: string;
  /** Fields by a code or a path of the server, where the server has another name for them: `"app.name-taken": "name"`. */
  readonly places?: Readonly<Record<string, FieldPath<Values>>>;
  /** Gets what the shape makes of the fields. Fields that were left empty are left out. */
  run(values: Output): Promise<Result>;
  onDone(result: Result): void;
}

/** Why a form was not sent, or was refused, where that is not about one of its fields. */
export interface FormFailure {
  /** The refusal; undefined when the console itself found what is wrong. */
  readonly error?: unknown;
  readonly texts: readonly string[];
}

/** The methods of react-hook-form, with what the API says about the form. */
export interface ApiForm<Values extends FieldValues, Output> extends UseFormReturn<Values, unknown, Output> {
  readonly shape: z.ZodType<Output, Values>;
  /** The names of the fields on the page, in their order. Fields add themselves. */
  readonly names: Set<string>;
  readonly isPending: boolean;
  readonly failure: FormFailure | undefined;
  submit(event?: BaseSyntheticEvent): void;
}

/**
 * A form whose values are checked by the contract before they are sent. A refusal of the API stands at the field that it
 * is about, and the first faulty field gets the focus; texts that were typed stay.
 */
export function useApiForm<Values extends FieldValues, Output, Result>(
  options: ApiFormOptions<Values, Output, Result>,
): ApiForm<Values, Output> {
  const { shape, defaults, within, places, run, onDone } = options;
  const texts = useIssueTexts();
  const [names] = useState(() => new Set<string>());
  const [failure, setFailure] = useState<FormFailure>();
  const methods = useForm({ defaultValues: defaults, resolver: createResolver(shape, texts) });
  const { mutate, isPending } = useMutation({
    mutationFn: run,
    onSuccess: (result) => {
      methods.reset(methods.getValues());
      onDone(result);
    },
    onError: (error) => setFailure(showRefusal(error)),
  });

  function showRefusal(error: unknown): FormFailure | undefined {
    const problem = error instanceof ConsoleError ? error.problem : undefined;
    if (problem === undefined) return { error, texts: [] };
    const { fields, rest } = placeRefusal(problem, { names, within, others: places });
    const [first] = [...names].filter((name) => fields.has(name));
    for (const [name, message] of fields) {
      // The names are those of fields on the page, so that each is a path of the values.
      methods.setError(name as FieldPath<Values>, { type: "api", message }, { shouldFocus: name === first });
    }
    return rest.length === 0 ? undefined : { error, texts: fields.size === 0 ? [] : rest };
  }

  function submit(event?: BaseSyntheticEvent): void {
    // A dialog stands in the tree of its page, and a form there is not to be sent with it.
    event?.stopPropagation();
    setFailure(undefined);
    const send = methods.handleSubmit(
      (values) => {
        if (!isPending) mutate(values);
      },
      (errors) => setFailure(failureOf(errors, names, texts)),
    );
    void send(event);
  }
  return { ...methods, shape, names, isPending, failure, submit };
}

function createResolver<Values extends FieldValues, Output>(
  shape: z.ZodType<Output, Values>,
  { describe }: IssueTexts,
): Resolver<Values, unknown, Output> {
  const check: Resolver<Values, unknown, Output> = zodResolver(shape, { error: describe });
  // Values without empty texts have the type of values with them: a text that is left out fails where it is required.
  return (values, context, options) => check(dropEmpty(values) as Values, context, options);
}

/** What is wrong with the form as a whole, or with values that no field on the page asks for. */
function failureOf(
  errors: FieldErrors,
  names: ReadonlySet<string>,
  { textOf }: IssueTexts,
): FormFailure | undefined {
  const others: ErrorTexts = listErrors(errors).filter(([name]) => !names.has(name));
  return others.length === 0 ? undefined : { texts: others.map(([, message]) => textOf(message)) };
}
