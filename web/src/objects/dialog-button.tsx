import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import { type ReactNode, useState } from "react";
import type { Permission } from "../../../src/contract/route.ts";
import { useMay } from "../shell/console-context.ts";

interface DialogButtonProps {
  readonly text: string;
  readonly variant?: ButtonProps.Variant;
  readonly ariaLabel?: string;
  readonly permission: Permission;
  /** The dialog, which gets the way to close it. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a dialog. Without the permission there is nothing to press. */
export function DialogButton({ text, permission, children, ...button }: DialogButtonProps) {
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may(permission)) return null;
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)}>
        {text}
      </Button>
      {isOpen && children(() => setOpen(false))}
    </>
  );
}
