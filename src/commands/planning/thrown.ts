import { LeaseLostError } from "../../app/background/lease.ts";
import { StoreError, type StoreErrorCode, type StoreErrorParams } from "../../store/store-error.ts";

/** An error on its way to another thread, which gets copies of data and no classes. */
export type ThrownData =
  | { readonly kind: "store"; readonly code: StoreErrorCode; readonly params: StoreErrorParams }
  | { readonly kind: "lease-lost"; readonly lease: string }
  | { readonly kind: "other"; readonly message: string; readonly stack: string | undefined };

/** The data of an error that the other thread makes its copy from. */
export function toThrownData(error: unknown): ThrownData {
  if (error instanceof StoreError) return { kind: "store", code: error.code, params: error.params };
  if (error instanceof LeaseLostError) return { kind: "lease-lost", lease: error.lease };
  if (error instanceof Error) return { kind: "other", message: error.message, stack: error.stack };
  return { kind: "other", message: String(error), stack: undefined };
}

/** The error of the other thread, of the same class where callers decide by the class. */
export function toError(thrown: ThrownData): Error {
  switch (thrown.kind) {
    case "store":
      return new StoreError(thrown.code, thrown.params);
    case "lease-lost":
      return new LeaseLostError(thrown.lease);
    case "other": {
      const error = new Error(thrown.message);
      if (thrown.stack !== undefined) error.stack = thrown.stack;
      return error;
    }
  }
}
