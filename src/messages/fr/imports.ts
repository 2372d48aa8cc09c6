import type { imports as english } from "../en/imports.ts";
import type { Translation } from "../translation.ts";

/** Why an import is refused or held, in French. */
export const imports = {
  "import.not-found": "Ce jeton ne voit aucun import {{import}}. Commencez-en un autre avec muster import.",
  "import.in-progress":
    "Un autre import de la source « {{source}} » est en cours ({{import}}). Attendez sa fin ; s’il a été interrompu, il cède la place après {{seconds}} s de silence.",
  "import.not-staging":
    "L’import {{import}} n’accepte plus de fichiers, son état est : {{state}}. Commencez-en un autre avec muster import.",
  "import.already-staged":
    "Le fichier ({{part}}) a déjà été envoyé pour cet import. Commencez-en un autre avec muster import.",
  "import.upload-unfinished":
    "L’envoi du fichier ({{part}}) n’est pas terminé, il n’y a donc rien à fusionner. Envoyez d’abord le fichier entier.",
  "import.people-missing":
    "L’import n’a pas de fichier de personnes, et sans personnes il n’y a pas d’instantané. Rien n’a été modifié. Envoyez d’abord people.csv.",
  "import.interrupted":
    "La connexion s’est coupée avant la fin de {{file}}. Rien n’a été modifié. Relancez l’import.",
  "import.abandoned":
    "L’import est resté muet trop longtemps, et sa place a été cédée. Rien n’a été modifié. Relancez-le.",
  "import.value-taken":
    "{{file}}, ligne {{line}} : {{name}} revient, et une de ses valeurs qui doit être unique appartient désormais à quelqu’un d’autre. Rien n’a été importé. Changez la valeur de l’un des deux, puis importez à nouveau.",
  "import.user-taken":
    "{{file}}, ligne {{line}} : « {{name}} » appartient à quelqu’un qui vient d’une autre source ou qui a été créé à la main. Rien n’a été importé. Corrigez le nom d’utilisateur, ou importez la personne depuis sa propre source.",
  "import.source-empty":
    "L’instantané ne contient pas de {{types}}, alors que l’annuaire en a {{live}} de cette source. Cela ressemble à un export défectueux : personne n’est parti. Si c’est voulu, acceptez-le : --accept-leavers {{leaversPlain}}",
  "import.too-many-leavers":
    "{{leavers}} des {{live}} {{types}} de cette source manquent dans l’instantané, et {{limit}} au plus peuvent partir en une fois. Cela ressemble à un export tronqué : personne n’est parti. Si c’est voulu, acceptez-le : --accept-leavers {{leaversPlain}}",

  "import.unknown-column":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » est inconnue, et nous ne devinons pas. Rien n’a été importé. Retirez-la ou renommez-la ; colonnes connues : {{known}}.",
  "import.missing-column":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » manque. Rien n’a été importé. Exportez le fichier à nouveau avec elle.",
  "import.duplicate-column":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » est présente deux fois, sa valeur serait devinée. Rien n’a été importé. Retirez-en une.",
  "import.truncated-row":
    "{{file}}, ligne {{line}} : la ligne a {{found}} champs, l’en-tête en a {{expected}}. Le fichier a été coupé, ou une virgule n’est pas entre guillemets. Rien n’a été importé. Exportez-le à nouveau.",
  "import.bad-quote":
    "{{file}}, ligne {{line}} : un guillemet s’ouvre ici sans se refermer, ou se trouve à l’intérieur d’un champ. Rien n’a été importé. Doublez un guillemet qui fait partie d’une valeur, ou exportez le fichier à nouveau.",
  "import.encoding":
    "{{file}}, ligne {{line}} : le fichier n’est pas en {{expected}} (trouvé : {{found}}), les noms seraient illisibles. Rien n’a été importé. Enregistrez-le en CSV UTF-8.",
  "import.empty-file":
    "{{file}} est vide : il n’a pas même d’en-tête. Rien n’a été importé. Exportez-le à nouveau.",
  "import.bad-value":
    "{{file}}, ligne {{line}} : « {{value}} » n’est pas une valeur de la colonne « {{column}} ». Rien n’a été importé. Valeurs admises : {{allowed}}.",
  "import.missing-value":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » est vide, et il lui faut une valeur. Rien n’a été importé. Remplissez-la, ou retirez la ligne.",
  "import.too-long":
    "{{file}}, ligne {{line}} : un champ ou une ligne dépasse {{limit}}. Le plus souvent, un guillemet n’a pas été refermé. Rien n’a été importé. Raccourcissez ou réparez-le.",
  "import.duplicate-user":
    "{{file}}, ligne {{line}} : le nom d’utilisateur « {{name}} » est déjà à la ligne {{other}}. Rien n’a été importé. Retirez ou corrigez l’un des deux.",
  "import.duplicate-key":
    "{{file}}, ligne {{line}} : « {{name}} » est déjà la clé de la ligne {{other}}, les deux seraient confondus. Rien n’a été importé. Retirez ou corrigez l’une des deux.",
  "import.unknown-member":
    "{{file}}, ligne {{line}} : le membre « {{name}} » n’est dans aucun des deux fichiers. Rien n’a été importé. Ajoutez la personne ou le groupe, ou retirez la ligne.",
  "import.unknown-manager":
    "{{file}}, ligne {{line}} : le responsable « {{name}} » n’est pas parmi les personnes du fichier. Rien n’a été importé. Ajoutez-le ou corrigez-le, ou laissez la colonne vide.",
} as const satisfies Translation<typeof english>;
