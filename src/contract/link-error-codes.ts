/** The reasons why a link was not changed, and why rows of a file of links were not linked. */
export const LINK_ERROR_CODES = [
  /** {name} */
  "account-link.none",
  /** {account, owner, id} */
  "account-link.taken",
  /** {name, account} */
  "account-link.unchanged",
  /** {account} */
  "account-link.account-unknown",
  /** {object} */
  "account-link.object-unknown",
  /** {name} */
  "account-link.changed-meanwhile",
  /** {name} */
  "account-link.nothing-to-undo",
  /** {name} */
  "account-link.not-the-last",
  /** {line} */
  "account-link.file-unreadable",
  /** {columns} */
  "account-link.file-columns",
  /** {max} */
  "account-link.file-too-long",
  /** Of a row, as all that follow. */
  "account-link.row-unreadable",
  "account-link.row-incomplete",
  /** {name, count} */
  "account-link.object-ambiguous",
  /** {name, account, line} */
  "account-link.object-repeated",
  /** {name, account, line} */
  "account-link.account-repeated",
  /** {name, account} */
  "account-link.object-linked",
] as const;
