import type { imports as english } from "../en/imports.ts";
import type { Translation } from "../translation.ts";

/** Errors and holds of imports, in French. */
export const imports = {
  "import.not-found":
    "Aucun import {{import}} n’est visible avec ce jeton. Commencez-en un autre avec muster import.",
  "import.in-progress":
    "Un autre import ({{import}}) de la source « {{source}} » est en cours. Attendez sa fin. S’il a été interrompu, il est abandonné après {{seconds}} s sans activité.",
  "import.not-staging":
    "L’import {{import}} n’accepte plus de fichiers, son état est : {{state}}. Commencez-en un autre avec muster import.",
  "import.files-needed":
    "L’annuaire a changé depuis le dernier import de la source « {{source}} » : cet import a besoin de ses fichiers. Envoyez-les, ou commencez un autre import.",
  "import.already-staged":
    "Le fichier ({{part}}) a déjà été envoyé pour cet import. Commencez-en un autre avec muster import.",
  "import.upload-unfinished":
    "L’envoi du fichier ({{part}}) n’est pas terminé, il n’y a donc rien à fusionner. Envoyez d’abord le fichier entier.",
  "import.people-missing":
    "L’import n’a pas de fichier de personnes, dont chaque instantané a besoin. Rien n’a été modifié. Envoyez d’abord people.csv.",
  "import.interrupted":
    "La connexion s’est coupée avant la fin de {{file}}. Rien n’a été modifié. Relancez l’import.",
  "import.released":
    "L’import {{import}} a été libéré avant sa fusion : rien n’en est gardé, et rien n’a été modifié. Il peut être relancé.",
  "import.abandoned":
    "L’import est resté trop longtemps sans activité et a été abandonné. Rien n’a été modifié. Relancez-le.",
  "import.value-taken":
    "{{file}}, ligne {{line}} : {{name}} serait rétabli, mais un autre objet a maintenant l’une de ses valeurs uniques. Rien n’a été importé. Changez la valeur de l’un des deux, puis importez de nouveau.",
  "import.user-blocked":
    "{{file}}, ligne {{line}} : un administrateur a bloqué ou débloqué l’utilisateur « {{name}} » après la lecture du fichier. Rien n’a été importé. Importez-le de nouveau : l’importation suit alors l’administrateur.",
  "import.user-taken":
    "{{file}}, ligne {{line}} : l’utilisateur « {{name}} » existe mais ne vient pas de cette source : une autre source l’a importé, ou un client l’a créé. Rien n’a été importé. Corrigez le nom d’utilisateur, ou importez la personne depuis la source à laquelle l’utilisateur appartient.",
  "import.source-empty":
    "L’instantané ne contient pas de {{types}}, alors que l’annuaire en a {{live}} de cette source. L’export est sans doute défectueux : tous ont été gardés. S’il est correct, acceptez-le : --accept-leavers {{leaversPlain}}",
  "import.unmappable-column":
    "La colonne « {{column}} » n’existe pas dans Muster : aucune colonne d’un fichier ne peut lui correspondre. Rien n’a été importé. Colonnes possibles : {{known}}.",
  "import.columns-ignored":
    "{{file}} : ces colonnes ont été laissées de côté, parce que Muster n’a pas de colonne pour elles ou que --ignore-column les nomme : {{columns}}. S’il vous en faut une, faites-la correspondre à une colonne : --column employeeId=NOM.",
  "import.members-departed":
    "{{file}}, ligne {{line}} : {{name}} a quitté cette source, et l’appartenance a été laissée de côté (appartenances laissées de côté en tout : {{count}}). Le reste a été importé. Pour ne plus voir cette note, retirez du fichier les utilisateurs et les groupes partis.",
  "import.group-ring":
    "{{file}} : un groupe se contient lui-même, directement ou par d’autres groupes : {{path}} (boucles en tout : {{count}}). L’import a été accepté, et tout membre d’un de ces groupes compte comme membre de tous. Si ce n’est pas voulu, retirez du fichier une de ces appartenances.",
  "import.too-many-leavers":
    "{{leavers}} des {{live}} {{types}} de cette source manquent dans l’instantané, et {{limit}} au plus peuvent partir en un import. L’export est sans doute incomplet : tous ont été gardés. S’il est correct, acceptez-le : --accept-leavers {{leaversPlain}}",

  "import.unknown-column":
    "{{file}}, ligne {{line}} : ces colonnes sont inconnues : {{columns}}. Rien n’a été importé. Laissez-les de côté avec --ignore-column NOM, ou dites avec --column ce qu’elles sont ; colonnes connues : {{known}}.",
  "import.missing-column":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » manque. Le fichier a ces colonnes : {{columns}}. Rien n’a été importé. Dites avec --column laquelle c’est, ou exportez le fichier à nouveau avec la colonne manquante.",
  "import.duplicate-column":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » est présente deux fois, et on ne sait pas laquelle compte. Rien n’a été importé. Retirez-en une.",
  "import.nameless-column":
    "{{file}}, ligne {{line}} : la colonne {{position}} n’a pas de nom, et cette ligne y a une valeur. Rien n’a été importé. Donnez un nom à la colonne dans la première ligne, ou videz toute la colonne.",
  "import.truncated-row":
    "{{file}}, ligne {{line}} : la ligne a {{found}} champs, mais l’en-tête en a {{expected}}. Le fichier est tronqué, ou une valeur avec une virgule n’est pas entre guillemets. Rien n’a été importé. Exportez de nouveau le fichier.",
  "import.bad-quote":
    "{{file}}, ligne {{line}} : un guillemet s’ouvre ici sans se refermer, ou se trouve à l’intérieur d’un champ. Rien n’a été importé. Doublez un guillemet qui fait partie d’une valeur, ou exportez le fichier à nouveau.",
  "import.encoding":
    "{{file}}, ligne {{line}} : le texte n’est pas en {{expected}}, les noms seraient illisibles. Rien n’a été importé. Enregistrez le fichier en CSV UTF-8.",
  "import.workbook":
    "{{file}} est un classeur de tableur et non un fichier CSV. Rien n’a été importé. Enregistrez sa feuille en CSV UTF-8, et importez ce fichier.",
  "import.empty-file":
    "{{file}} est vide : il n’a même pas d’en-tête. Rien n’a été importé. Exportez de nouveau le fichier.",
  "import.bad-text":
    "{{file}}, ligne {{line}} : le texte « {{value}} » contient un saut de ligne ou un caractère de commande. Rien n’a été importé. Retirez-le de la cellule.",
  "import.incident":
    "L’import s’est terminé à cause d’un défaut de Muster, et rien n’a été importé. Recommencez-le ; le journal du serveur contient les détails.",
  "import.bad-value":
    "{{file}}, ligne {{line}} : « {{value}} » n’est pas une valeur valable pour la colonne « {{column}} ». Rien n’a été importé. Valeurs admises : {{allowed}}.",
  "import.missing-value":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » est vide, mais il lui faut une valeur. Rien n’a été importé. Remplissez-la, ou retirez la ligne.",
  "import.spreadsheet-error":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » contient « {{value}} », une erreur de tableur et non une valeur. Rien n’a été importé. Corrigez la formule ou saisissez la valeur, puis exportez à nouveau le fichier.",
  "import.rounded-number":
    "{{file}}, ligne {{line}} : la colonne « {{column}} » contient « {{value}} », un nombre arrondi par un tableur : ses derniers chiffres sont perdus. Rien n’a été importé. Mettez la colonne au format texte dans le fichier d’origine, saisissez à nouveau les valeurs et exportez-le.",
  "import.too-long":
    "{{file}}, ligne {{line}} : un champ ou une ligne dépasse {{limit}}. Le plus souvent, un guillemet n’est pas fermé. Rien n’a été importé. Raccourcissez la valeur ou fermez le guillemet.",
  "import.duplicate-user":
    "{{file}}, ligne {{line}} : le nom d’utilisateur « {{name}} » figure déjà à la ligne {{other}}. Rien n’a été importé. Retirez ou corrigez l’une des deux lignes.",
  "import.duplicate-key":
    "{{file}}, ligne {{line}} : la clé « {{name}} » figure déjà à la ligne {{other}} : les deux seraient confondues. Rien n’a été importé. Retirez ou corrigez l’une des deux lignes.",
  "import.unknown-member":
    "{{file}}, ligne {{line}} : le membre « {{name}} » n’est dans aucun des deux fichiers. Rien n’a été importé. Ajoutez la personne ou le groupe, ou retirez la ligne.",
  "import.unknown-manager":
    "{{file}}, ligne {{line}} : le responsable « {{name}} » n’est pas parmi les personnes du fichier. Rien n’a été importé. Ajoutez-le ou corrigez-le, ou laissez la colonne vide.",
  "cli.import-previewed":
    "Rien n’a été modifié. L’import depuis « {{source}} », personnes {{people}} et groupes {{groups}}, donnerait :",
  "cli.import-checking": "vérification",
  "cli.import-would-hold_one": "{{count}} départ serait retenu et resterait comme avant.",
  "cli.import-would-hold_many": "{{count}} de départs seraient retenus et resteraient comme avant.",
  "cli.import-would-hold_other": "{{count}} départs seraient retenus et resteraient comme avant.",
  "help.imports": "lister les imports avec leurs résultats, du plus récent au plus ancien, ou en montrer un",
  "help.option.imports-source": "seulement les imports de cette source",
  "column.people": "personnes",
} as const satisfies Translation<typeof english>;
