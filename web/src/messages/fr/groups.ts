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
  create: "Créer un groupe",
  rename: "Renommer",
  "rename.heading": "Renommer le groupe",
  delete: "Supprimer",
  "delete.heading": "Supprimer {{name}} ?",
  "delete.text_one":
    "Le groupe est supprimé définitivement. Son {{shown}} membre direct reste dans l’annuaire.",
  "delete.text_many":
    "Le groupe est supprimé définitivement. Ses {{shown}} de membres directs restent dans l’annuaire.",
  "delete.text_other":
    "Le groupe est supprimé définitivement. Ses {{shown}} membres directs restent dans l’annuaire.",
  add: "Ajouter un membre",
  "add.heading": "Ajouter un utilisateur au groupe",
  "add.user-name": "Nom d’utilisateur",
  remove: "Retirer",
  "remove.of": "Retirer {{name}}",
  "remove.heading": "Retirer {{name}} du groupe ?",
  "remove.text": "Un membre quitte le groupe. Les applications suivent à leur prochain cycle.",
  owned:
    "Ce groupe appartient à la source {{source}} : les changements se font là-bas et arrivent à son prochain import.",
  "member.actions": "Actions",
  members: "Membres",
  "members.count_one": "{{shown}} membre direct",
  "members.count_many": "{{shown}} de membres directs",
  "members.count_other": "{{shown}} membres directs",
  "members.none": "Ce groupe n’a pas encore de membres.",
  "member.name": "Nom",
  "member.type": "Type",
  "member.type.user": "Utilisateur",
  "member.type.group": "Groupe",
  parents: "Groupes qui le contiennent",
  "parents.none": "Dans aucun autre groupe.",
};
