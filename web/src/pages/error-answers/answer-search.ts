import type { z } from "zod";
import type { errorAnswerRoutes } from "../../../../src/contract/error-answers.ts";
import type { ListAddress } from "../../lists/use-list-address.ts";

/** The route of the page. */
export const ERROR_ANSWERS = "/organizations/$org/error-answers";

/** A page of answers, as the API is asked for it. */
export type AnswerQuery = z.input<typeof errorAnswerRoutes.listErrorAnswers.query>;

/** The conditions of the address for the API. */
export function toAnswerQuery({ entry, httpStatus, code, actor }: ListAddress): AnswerQuery {
  return { id: entry, status: httpStatus, code, actor };
}

/** True when the address has a condition, so that an empty list means that nothing matches. */
export function isAnswerFiltered(address: ListAddress): boolean {
  return Object.values(toAnswerQuery(address)).some((value) => value !== undefined);
}
