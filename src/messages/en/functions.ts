/** The results of the functions of the mapping language, for the table of docs/functions.md. */
export const functions = {
  "function.Append": "The source with the suffix at its end.",
  "function.AppRoleAssignmentsComplex":
    "The roles of the user in the application, each as an element with `primary`, `type`, `value` and `display`. Roles are added to those of the account; one that the user no longer has stays there.",
  "function.AssertiveAppRoleAssignmentsComplex":
    "As AppRoleAssignmentsComplex, but the roles replace those of the account: one that the user no longer has is removed.",
  "function.BitAnd": "The bits that both whole numbers have; `&HF` writes a hexadecimal number.",
  "function.CBool":
    "True for true, for a number other than 0, and for a comparison that holds; otherwise false.",
  "function.CDate":
    "The moment that a text names, in UTC, as `M/d/yyyy h:mm:ss tt`. A text without a zone is in UTC.",
  "function.Coalesce": "The first source that is not absent.",
  "function.ConvertToBase64": "The text in Base64, encoded in UTF-16 as the reference does.",
  "function.ConvertToUTF8Hex": "The bytes of the text in UTF-8, in hexadecimal digits.",
  "function.Count": "The number of values of the attribute.",
  "function.CStr": "The value as text; true becomes `True`, and several values are joined by `;`.",
  "function.DateAdd": "The moment moved by a number of intervals: yyyy, m, d, ww, h, n (minutes) or s.",
  "function.DateDiff":
    "The number of intervals from the first moment to the second; weeks, months and years by the calendar.",
  "function.DateFromNum":
    "The moment that a number of Active Directory names, in intervals of 100 nanoseconds since 1601.",
  "function.DefaultDomain":
    "The domain of the setting `defaultDomain`. An object is held while it is not set.",
  "function.FormatDateTime": "A date read in one format of .NET and written in another.",
  "function.Guid": "An id that looks random and is always the same for one object and one attribute.",
  "function.IgnoreFlowIfNullOrEmpty": "The value. The attribute is not sent while it is absent or empty.",
  "function.IIF":
    "The second argument if the condition is true, else the third. A comparison with an absent value fails.",
  "function.InStr":
    "The position of the second text in the first, counted from 1, or 0; with vbTextCompare in any letter case.",
  "function.IsNull": "True if the value is absent.",
  "function.IsNullOrEmpty": "True if the value is absent or an empty text.",
  "function.IsPresent": "True if the value is neither absent nor an empty text.",
  "function.IsString": "True if the value is a text.",
  "function.Item": "The value at this place of the list, counted from 1.",
  "function.Join":
    "The sources that are not empty, with the separator between them; a list counts as its values.",
  "function.Left": "The first characters; the whole text for a negative number.",
  "function.Len": "The number of characters.",
  "function.Mid": "So much of the text, from a position that is counted from 1.",
  "function.NormalizeDiacritics": "The text without marks on Latin letters: `Zoë` becomes `Zoe`.",
  "function.Not": "False for true, and true for any other value.",
  "function.Now": "The moment of the plan, in UTC, as `M/d/yyyy h:mm:ss tt`.",
  "function.NumFromDate":
    "The moment as a number of Active Directory, in intervals of 100 nanoseconds since 1601.",
  "function.PCase": "Each word with its first letter in upper case and the others in lower case.",
  "function.RandomString":
    "A text of this length with at least these numbers of digits, special characters, capitals and small letters. It is always the same for one object and one attribute.",
  "function.Redact": "The value. Plans, logs and records of calls show `[redacted]` in its place.",
  "function.RemoveDuplicates": "The list, each value once.",
  "function.Replace":
    "The source with an old value or a pattern replaced; or the source put into a template; or, without a source, a named group of a pattern in another attribute.",
  "function.SelectUniqueValue":
    "The first of the values that no account has in the target. For attributes that apply at creation only.",
  "function.SingleAppRoleAssignment":
    "One role of the user in the application: the first in the order of the application, the default role last.",
  "function.Split":
    "The pieces of the text between delimiters, without white space around them and without empty ones.",
  "function.StripSpaces": "The text without spaces.",
  "function.Switch":
    "The value after the key that equals the source, else the default. An empty key stands for an absent source.",
  "function.ToLower": "The text in lower case, by the rules of a language if one is named.",
  "function.ToUpper": "The text in upper case, by the rules of a language if one is named.",
  "function.Word": "The word with this number, counted from 1; each of the delimiters ends a word.",
} as const;
