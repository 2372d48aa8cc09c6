import type { texts as english } from "../en/deleted-users.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  table: "Utilisateurs supprimés",
  intro:
    "Ces utilisateurs ont perdu leurs accès. Ils peuvent être restaurés avec leurs groupes jusqu’à la date indiquée.",
  "column.name": "Nom",
  "column.user-name": "Nom d’utilisateur",
  "column.deleted": "Suppression",
  "column.purge": "Effacement définitif",
  "column.actions": "Actions",
  "search.label": "Rechercher par nom d’utilisateur",
  "search.placeholder": "Ancien nom d’utilisateur, en entier",
  "empty.heading": "Aucun utilisateur supprimé",
  "empty.text": "Les utilisateurs supprimés restent ici autant de jours que l’organisation les conserve.",
  restore: "Restaurer",
  "restore.of": "Restaurer {{name}}",
  "restore.heading": "Restaurer {{name}} ?",
  "restore.text":
    "Un utilisateur est restauré, avec le même identifiant et ses groupes qui existent encore. Les applications suivent à leur prochain cycle.",
  "restore.name": "Autre nom d’utilisateur",
  "restore.name.help": "Laissé vide, l’utilisateur retrouve son ancien nom.",
  purge: "Effacer définitivement",
  "purge.of": "Effacer définitivement {{name}}",
  "purge.heading": "Effacer définitivement {{name}} ?",
  "purge.text": "Un utilisateur est effacé maintenant. Il n’y a pas de retour possible.",
};
