import type { schemas as english } from "../en/schemas.ts";
import type { Translation } from "../translation.ts";

/** Schemas and resource types of an organization, in French. */
export const schemas = {
  "schema.invalid": "Rien n’a été modifié, car la définition est fausse ici : {{place}} : {{problem}}.",
  "schema.not-found":
    "Cette organisation n’a pas de schéma {{schema}} à elle, ou pas du tout. muster schema list montre ceux qui existent.",
  "schema.needed":
    "Le schéma {{schema}} n’a pas été supprimé, car des types de ressources l’utilisent : {{names}}. Retirez-le d’abord de ceux-ci.",
  "schema.in-use_one":
    "Les définitions n’ont pas été modifiées : {{count}} {{name}} a une valeur de {{path}}, que la modification retirerait ou lirait autrement. Retirez d’abord la valeur, ou laissez l’attribut tel quel.",
  "schema.in-use_many":
    "Les définitions n’ont pas été modifiées : {{count}} de ressources {{name}} ont une valeur de {{path}}, que la modification retirerait ou lirait autrement. Retirez d’abord les valeurs, ou laissez l’attribut tel quel.",
  "schema.in-use_other":
    "Les définitions n’ont pas été modifiées : {{count}} ressources {{name}} ont une valeur de {{path}}, que la modification retirerait ou lirait autrement. Retirez d’abord les valeurs, ou laissez l’attribut tel quel.",
  "schema.not-unique":
    "Les définitions n’ont pas été modifiées : {{path}} ne peut pas devenir unique, car une de ses valeurs existe deux fois. Corrigez-la dans {{ids}}, puis réessayez.",
  "schema.value-too-long":
    "Les définitions n’ont pas été modifiées : {{path}} a une valeur de plus de {{limit}} caractères, qu’un index ne peut pas retrouver. Raccourcissez-la dans {{ids}}, puis réessayez.",
  "schema.too-many-objects":
    "Les définitions n’ont pas été modifiées : il y a {{count}} ressources {{name}}, et une modification qui touche des valeurs enregistrées en examine {{limit}} au plus. Définissez plutôt un autre attribut.",
  "schema.changed-meanwhile":
    "Quelqu’un d’autre a modifié les définitions ou les ressources en même temps, cette modification n’a donc pas été faite. Consultez-les à nouveau, puis répétez ce qui reste nécessaire.",
  "schema.busy":
    "Une autre modification des définitions est en cours. Attendez qu’elle se termine, puis réessayez ; une modification interrompue cède sa place après une demi-minute.",
  "resource-type.not-found":
    "Cette organisation n’a pas défini {{name}}. muster resource-type list montre les types de ressources qui existent.",
  "resource-type.in-use_one":
    "Le type de ressources {{name}} n’a pas été supprimé : il en existe {{count}} ressource. Supprimez-la d’abord.",
  "resource-type.in-use_many":
    "Le type de ressources {{name}} n’a pas été supprimé : il en existe {{count}} de ressources. Supprimez-les d’abord.",
  "resource-type.in-use_other":
    "Le type de ressources {{name}} n’a pas été supprimé : il en existe {{count}} ressources. Supprimez-les d’abord.",

  "problem.not-object": "ce n’est pas un objet",
  "problem.not-list": "ce n’est pas une liste",
  "problem.not-text": "ce n’est pas du texte",
  "problem.not-boolean": "ce n’est ni true ni false",
  "problem.missing": "il manque",
  "problem.empty": "c’est vide",
  "problem.too-long": "c’est plus long que permis",
  "problem.too-many": "il y a plus d’éléments que permis",
  "problem.unknown-member": "ce membre est inconnu ; voici ceux qui existent",
  "problem.not-one-of": "voici les valeurs possibles",
  "problem.repeated": "cela existe déjà",
  "problem.bad-urn": "ce n’est pas un URN fait de lettres, de chiffres et de . _ : ~ + -",
  "problem.reserved-urn": "cet URN appartient au standard ou à Muster",
  "problem.bad-name": "ce n’est pas un nom : une lettre, puis des lettres, des chiffres, - et _",
  "problem.reserved-name": "ce nom signifie déjà autre chose",
  "problem.bad-spelling": "un nom qui a un sens doit s’écrire ainsi",
  "problem.bad-endpoint": "ce n’est pas un point d’accès tel que /Devices",
  "problem.reserved-endpoint": "ce point d’accès signifie déjà autre chose",
  "problem.endpoint-taken": "un autre type de ressources a ce point d’accès",
  "problem.wrong-sub-type": "un sous-attribut de ce nom a une seule valeur, d’un de ces types",
  "problem.complex-in-complex": "un attribut complexe n’a pas de parties complexes",
  "problem.subs-missing": "un attribut complexe a besoin de sous-attributs",
  "problem.subs-on-simple": "seul un attribut complexe a des sous-attributs",
  "problem.not-on-complex": "cela se dit d’un sous-attribut, pas de l’attribut complexe",
  "problem.not-text-valued": "les valeurs canoniques sont pour le texte et les références, pas pour ce type",
  "problem.not-a-reference": "les types de référence sont pour les références, pas pour ce type",
  "problem.nothing-to-restrict": "il n’y a pas de valeurs canoniques auxquelles se limiter",
  "problem.never-set": "personne ne pourrait renseigner ce qui est obligatoire et en lecture seule",
  "problem.never-stored":
    "les valeurs en écriture seule ne sont pas conservées : elles ne sont ni renvoyées ni retrouvées",
  "problem.unknown-schema": "l’organisation n’a pas ce schéma",
  "problem.standard-schema": "une extension standard ne peut pas être rendue obligatoire",
  "problem.standard-type":
    "d’un type de ressources standard, seules les extensions se définissent ; ceci est fixé",
  "problem.attribute-is-schema": "le chemin d’un attribut est aussi l’URN d’un schéma",
  "problem.id-is-name": "l’identifiant d’un type de ressources est son nom",

  "cli.definition-create": "+ {{what}} {{id}}",
  "cli.definition-replace": "~ {{what}} {{id}}",
  "cli.definition-unchanged": "= {{what}} {{id}}",
  "cli.definition-delete": "- {{what}} {{id}}",
  "cli.definitions-applied": "Appliqué ; les clients le voient aussitôt.",
  "cli.definitions-same": "Rien à modifier.",
  "cli.definitions-dry": "Rien n’a été modifié (--dry-run).",
  "cli.definition-deleted": "{{what}} {{id}} : supprimé.",
  "cli.file-not-definitions":
    "{{file}} n’est pas un fichier de définitions : {{reason}}. Il contient un schéma, ou un objet avec schemas et resourceTypes.",
  "cli.definition-schema": "schéma",
  "cli.definition-resource-type": "type de ressources",
  "cli.extension-required": "obligatoire",

  "column.urn": "urn",
  "column.origin": "origine",
  "column.used-by": "utilisé par",
  "column.attributes": "attributs",
  "column.endpoint": "point d’accès",
  "column.schema": "schéma",
  "column.extensions": "extensions",
  "column.resources": "ressources",

  "help.schema": "schémas d’une organisation",
  "help.schema.apply":
    "créer ou remplacer ce que les fichiers définissent, tout ou rien ; ce qu’ils ne nomment pas reste",
  "help.schema.list": "lister les schémas, les standards d’abord",
  "help.schema.show": "montrer un schéma, en JSON qui peut être appliqué à nouveau",
  "help.schema.delete": "supprimer un schéma qu’aucun type de ressources n’utilise",
  "help.resource-type": "types de ressources d’une organisation",
  "help.resource-type.list": "lister les types de ressources, utilisateurs et groupes d’abord",
  "help.resource-type.show": "montrer un type de ressources, en JSON qui peut être appliqué à nouveau",
  "help.resource-type.delete":
    "supprimer un type de ressources sans ressources ; de User et Group, les extensions qui leur furent données",
  "help.option.dry-run": "montrer ce qui changerait, sans rien modifier",
} as const satisfies Translation<typeof english>;
