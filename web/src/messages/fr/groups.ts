import type { texts as english } from "../en/groups.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  "search.label": "Rechercher des groupes",
  "search.placeholder": "Nom du groupe",
  "column.name": "Nom",
  "column.members": "Membres",
  table: "Groupes",
  "empty.heading": "Pas encore de groupes",
  "empty.text": "Les groupes viennent d’un fichier CSV (muster import), d’un client SCIM, ou sont créés ici.",
  members: "Membres",
  "members.count_one": "{{shown}} membre direct",
  "members.count_many": "{{shown}} de membres directs",
  "members.count_other": "{{shown}} membres directs",
  "members.none": "Ce groupe n’a pas encore de membres.",
  "member.name": "Nom",
  "member.type": "Type",
  "member.type.User": "Utilisateur",
  "member.type.Group": "Groupe",
  parents: "Groupes qui le contiennent",
  "parents.none": "Dans aucun autre groupe.",
};
