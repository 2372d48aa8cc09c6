import type { functions as english } from "../en/functions.ts";
import type { Translation } from "../translation.ts";

export const functions = {
  "function.Append": "La source, avec le suffixe à la fin.",
  "function.AppRoleAssignmentsComplex":
    "Les rôles de l’utilisateur dans l’application, chacun comme un élément avec `primary`, `type`, `value` et `display`. Ils s’ajoutent à ceux du compte ; un rôle que l’utilisateur n’a plus y reste.",
  "function.AssertiveAppRoleAssignmentsComplex":
    "Comme AppRoleAssignmentsComplex, mais les rôles remplacent ceux du compte : un rôle que l’utilisateur n’a plus est retiré.",
  "function.BitAnd": "Les bits communs à deux nombres entiers ; `&HF` écrit un nombre hexadécimal.",
  "function.CBool": "Vrai pour vrai, pour un nombre autre que 0 et pour une comparaison exacte ; faux sinon.",
  "function.CDate":
    "Le moment que désigne un texte, en UTC, sous la forme `M/d/yyyy h:mm:ss tt`. Un texte sans fuseau est en UTC.",
  "function.Coalesce": "La première source qui n’est pas absente.",
  "function.ConvertToBase64": "Le texte en Base64, encodé en UTF-16 comme le fait la référence.",
  "function.ConvertToUTF8Hex": "Les octets du texte en UTF-8, en chiffres hexadécimaux.",
  "function.Count": "Le nombre de valeurs de l’attribut.",
  "function.CStr": "La valeur en texte ; vrai devient `True`, et plusieurs valeurs sont jointes par `;`.",
  "function.DateAdd": "Le moment, déplacé d’un nombre d’intervalles : yyyy, m, d, ww, h, n (minutes) ou s.",
  "function.DateDiff":
    "Le nombre d’intervalles du premier moment au second ; semaines, mois et années selon le calendrier.",
  "function.DateFromNum":
    "Le moment que désigne un nombre d’Active Directory, en intervalles de 100 nanosecondes depuis 1601.",
  "function.DefaultDomain":
    "Le domaine du réglage `defaultDomain`. Un objet est retenu tant qu’il n’est pas défini.",
  "function.FormatDateTime": "Une date lue dans un format de .NET et écrite dans un autre.",
  "function.Guid": "Un identifiant d’apparence aléatoire, toujours le même pour un objet et un attribut.",
  "function.IgnoreFlowIfNullOrEmpty":
    "La valeur. L’attribut n’est pas envoyé tant qu’elle est absente ou vide.",
  "function.IIF":
    "Le deuxième argument si la condition est vraie, sinon le troisième. Une comparaison avec une valeur absente échoue.",
  "function.InStr":
    "La position du second texte dans le premier, comptée à partir de 1, ou 0 ; avec vbTextCompare sans tenir compte de la casse.",
  "function.IsNull": "Vrai si la valeur est absente.",
  "function.IsNullOrEmpty": "Vrai si la valeur est absente ou un texte vide.",
  "function.IsPresent": "Vrai si la valeur n’est ni absente ni un texte vide.",
  "function.IsString": "Vrai si la valeur est un texte.",
  "function.Item": "La valeur à cette place de la liste, comptée à partir de 1.",
  "function.Join":
    "Les sources qui ne sont pas vides, avec le séparateur entre elles ; une liste compte pour ses valeurs.",
  "function.Left": "Les premiers caractères ; le texte entier pour un nombre négatif.",
  "function.Len": "Le nombre de caractères.",
  "function.Mid": "Une partie du texte, à partir d’une position comptée à partir de 1.",
  "function.NormalizeDiacritics": "Le texte sans signes sur les lettres latines : `Zoë` devient `Zoe`.",
  "function.Not": "Faux pour vrai, et vrai pour toute autre valeur.",
  "function.Now": "Le moment du plan, en UTC, sous la forme `M/d/yyyy h:mm:ss tt`.",
  "function.NumFromDate":
    "Le moment en nombre d’Active Directory, en intervalles de 100 nanosecondes depuis 1601.",
  "function.PCase": "Chaque mot avec sa première lettre en majuscule et les autres en minuscules.",
  "function.RandomString":
    "Un texte de cette longueur, avec au moins ces nombres de chiffres, de caractères spéciaux, de majuscules et de minuscules. Il est toujours le même pour un objet et un attribut.",
  "function.Redact":
    "La valeur. Les plans, les journaux et les enregistrements des appels montrent `[redacted]` à sa place.",
  "function.RemoveDuplicates": "La liste, chaque valeur une seule fois.",
  "function.Replace":
    "La source, où une ancienne valeur ou un motif est remplacé ; ou la source placée dans un modèle ; ou, sans source, un groupe nommé d’un motif dans un autre attribut.",
  "function.SelectUniqueValue":
    "La première des valeurs qu’aucun compte n’a dans la cible. Pour les attributs appliqués à la création seulement.",
  "function.SingleAppRoleAssignment":
    "Un rôle de l’utilisateur dans l’application : le premier dans l’ordre de l’application, le rôle par défaut en dernier.",
  "function.Split":
    "Les morceaux du texte entre les délimiteurs, sans espaces autour et sans morceaux vides.",
  "function.StripSpaces": "Le texte sans espaces.",
  "function.Switch":
    "La valeur qui suit la clé égale à la source, sinon la valeur par défaut. Une clé vide désigne une source absente.",
  "function.ToLower": "Le texte en minuscules, selon les règles d’une langue si elle est nommée.",
  "function.ToUpper": "Le texte en majuscules, selon les règles d’une langue si elle est nommée.",
  "function.Word":
    "Le mot qui porte ce numéro, compté à partir de 1 ; chacun des délimiteurs termine un mot.",
} as const satisfies Translation<typeof english>;
