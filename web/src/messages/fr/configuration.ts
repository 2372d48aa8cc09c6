import type { texts as english } from "../en/configuration.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  intro:
    "L’organisation, ses définitions, ses webhooks et ses applications sous forme de fichier, à versionner et à appliquer de nouveau.",
  "intro.instance":
    "Toutes les organisations avec leurs applications dans un seul fichier. Une organisation nommée par le fichier et qui manque est créée.",
  export: "Téléchargement",
  "export.text":
    "Un fichier YAML avec un commentaire au-dessus de chaque section. Il ne contient aucun identifiant de connexion.",
  "export.run": "Télécharger en YAML",
  import: "Comparer et appliquer",
  "import.text":
    "Affiche les modifications qu’un fichier apporterait. Rien n’est modifié avant votre confirmation.",
  file: "Fichier",
  "file.help": "Un fichier YAML. Son texte s’affiche ensuite ci-dessous et peut être modifié.",
  text: "Texte du fichier",
  "text.help":
    "Les documents sont séparés par trois traits d’union. Les sections absentes restent telles quelles.",
  references: "Valeurs des références",
  "references.help":
    "Un navigateur ne connaît ni les variables ni les fichiers d’une autre machine. Saisissez les valeurs que le serveur n’a pas ; une valeur vide n’est pas envoyée.",
  prune: "Supprimer ce que le fichier omet",
  "prune.help":
    "Supprime les affectations, groupes choisis, rôles, webhooks, applications, schémas et types de ressources qu’une liste du fichier omet. Les listes elles-mêmes absentes restent.",
  deletions: "Plus grand nombre de suppressions",
  "deletions.help": "Au-delà de ce nombre, rien n’est appliqué. De 0 à 100 000.",
  compare: "Afficher les modifications",
  "action.create": "Nouveau",
  "action.change": "Modifié",
  "action.delete": "Supprimé",
  notes: "Accepté, mais sans doute pas voulu",
  place: "Ligne {{line}}, colonne {{column}} :",
  expected: "Possible ici :",
  errors_one: "Le fichier contient {{shown}} erreur. Rien n’a été modifié.",
  errors_many: "Le fichier contient {{shown}} erreurs. Rien n’a été modifié.",
  errors_other: "Le fichier contient {{shown}} erreurs. Rien n’a été modifié.",
  "errors.more_one": "{{shown}} autre erreur n’est pas affichée.",
  "errors.more_many": "{{shown}} autres erreurs ne sont pas affichées.",
  "errors.more_other": "{{shown}} autres erreurs ne sont pas affichées.",
  "unusable.empty": "Il n’y a pas encore de configuration. Choisissez un fichier ou collez son texte.",
  "unusable.too-long":
    "Le texte dépasse {{limit}} caractères. Divisez-le en plusieurs fichiers et appliquez-les un par un.",
  apply: "Appliquer exactement ceci",
  "apply.heading_one": "Faire {{shown}} modification ?",
  "apply.heading_many": "Faire ces {{shown}} modifications ?",
  "apply.heading_other": "Faire ces {{shown}} modifications ?",
  "apply.text":
    "Suppressions parmi elles : {{deletions}}. Comptes liés que des suppressions concernent : {{accounts}}. Les comptes dans les cibles restent tels quels jusqu’à l’application du prochain plan.",
  applied_one: "{{shown}} modification a été faite. Le prochain plan montre son effet sur les comptes.",
  applied_many: "{{shown}} modifications ont été faites. Le prochain plan montre leur effet sur les comptes.",
  applied_other:
    "{{shown}} modifications ont été faites. Le prochain plan montre leur effet sur les comptes.",
  moved:
    "Rien n’a été appliqué : la configuration a changé depuis l’affichage de ces modifications. Elles sont affichées telles qu’elles sont maintenant.",
};
