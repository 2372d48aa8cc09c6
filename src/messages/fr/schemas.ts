import type { schemas as english } from "../en/schemas.ts";
import type { Translation } from "../translation.ts";

/** Schemas and resource types of an organization, in French. */
export const schemas = {
  "schema.invalid": "Rien n’a été modifié, car une définition est fausse : {{place}} : {{problem}}.",
  "schema.not-found":
    "Cette organisation n’a pas de schéma {{schema}}. Listez ses schémas avec muster schema list.",
  "schema.needed":
    "Le schéma {{schema}} n’a pas été supprimé, car des types de ressources l’utilisent : {{names}}. Retirez-le d’abord de ceux-ci.",
  "schema.in-use_one":
    "Les définitions n’ont pas été modifiées : {{count}} {{name}} a une valeur de {{path}}, que la modification retirerait ou lirait autrement. Retirez d’abord la valeur, ou laissez l’attribut tel quel.",
  "schema.in-use_many":
    "Les définitions n’ont pas été modifiées : {{count}} de ressources {{name}} ont une valeur de {{path}}, que la modification retirerait ou lirait autrement. Retirez d’abord les valeurs, ou laissez l’attribut tel quel.",
  "schema.in-use_other":
    "Les définitions n’ont pas été modifiées : {{count}} ressources {{name}} ont une valeur de {{path}}, que la modification retirerait ou lirait autrement. Retirez d’abord les valeurs, ou laissez l’attribut tel quel.",
  "schema.not-unique":
    "Les définitions n’ont pas été modifiées : {{path}} ne peut pas devenir unique, car deux ressources ont la même valeur. Corrigez-la dans {{ids}}, puis réessayez.",
  "schema.value-too-long":
    "Les définitions n’ont pas été modifiées : {{path}} a une valeur de plus de {{limit}} caractères, qui ne peut pas être indexée. Raccourcissez-la dans {{ids}}, puis réessayez.",
  "schema.too-many-objects":
    "Les définitions n’ont pas été modifiées : il y a {{count}} ressources {{name}}, et une modification qui touche des valeurs enregistrées est limitée à {{limit}}. Définissez plutôt un autre attribut.",
  "schema.changed-meanwhile":
    "La modification n’a pas été faite, car une autre requête a modifié les définitions ou les ressources au même moment. Consultez-les de nouveau, puis répétez la modification si elle est encore utile.",
  "schema.busy":
    "Une autre modification des définitions est en cours. Attendez sa fin, puis réessayez. Si elle a été interrompue, elle est abandonnée après cinq secondes.",
  "resource-type.not-found":
    "Cette organisation n’a pas défini le type de ressources {{name}}. Listez les types de ressources avec muster resource-type list.",
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
  "problem.missing": "la valeur manque",
  "problem.empty": "c’est vide",
  "problem.too-long": "la valeur est trop longue",
  "problem.too-many": "il y a trop d’éléments",
  "problem.unknown-member": "ce membre est inconnu ; voici ceux qui existent",
  "problem.not-one-of": "la valeur doit être l’une de celles-ci",
  "problem.repeated": "la valeur figure deux fois",
  "problem.bad-id": "ce n’est pas un id",
  "problem.not-one-line":
    "la valeur doit être un texte visible, sur une ligne, de caractères qui peuvent être conservés",
  "problem.org-needed": "la valeur manque : un administrateur de l’instance nomme l’organisation",
  "problem.json-syntax": "sa syntaxe est fausse, ou il a un membre nommé __proto__",
  "problem.body-length": "sa longueur n’est pas celle que dit Content-Length",
  "problem.body-cut": "il s’est interrompu",
  "problem.bad-cursor": "ce n’est pas un curseur qu’une liste a donné comme next",
  "problem.bad-urn": "ce n’est pas un URN fait de lettres, de chiffres et de . _ : ~ + -",
  "problem.reserved-urn": "cet URN appartient au standard ou à Muster",
  "problem.bad-name": "ce n’est pas un nom : une lettre, puis des lettres, des chiffres, - et _",
  "problem.reserved-name": "ce nom signifie déjà autre chose",
  "problem.bad-spelling": "ce nom doit s’écrire ainsi",
  "problem.bad-endpoint": "ce n’est pas un point d’accès tel que /Devices",
  "problem.reserved-endpoint": "ce point d’accès signifie déjà autre chose",
  "problem.endpoint-taken": "un autre type de ressources a ce point d’accès",
  "problem.wrong-sub-type": "un sous-attribut de ce nom a une seule valeur, d’un de ces types",
  "problem.complex-in-complex": "un attribut complexe ne peut pas contenir de sous-attributs complexes",
  "problem.subs-missing": "un attribut complexe a besoin de sous-attributs",
  "problem.subs-on-simple": "seul un attribut complexe a des sous-attributs",
  "problem.not-on-complex": "cette propriété appartient à un sous-attribut, pas à l’attribut complexe",
  "problem.not-text-valued": "les valeurs canoniques sont réservées au texte et aux références",
  "problem.not-a-reference": "les types de référence sont réservés aux références",
  "problem.nothing-to-restrict": "il n’y a pas de valeurs canoniques auxquelles se limiter",
  "problem.never-set": "un attribut obligatoire et en lecture seule ne pourrait jamais être renseigné",
  "problem.never-stored":
    "les valeurs en écriture seule ne sont pas enregistrées : elles ne peuvent être ni renvoyées ni cherchées",
  "problem.unknown-schema": "l’organisation n’a pas ce schéma",
  "problem.standard-schema": "une extension standard ne peut pas être rendue obligatoire",
  "problem.standard-type": "seules les extensions d’un type de ressources standard peuvent être modifiées",
  "problem.attribute-is-schema": "le chemin d’un attribut est aussi l’URN d’un schéma",
  "problem.id-is-name": "l’id d’un type de ressources doit être son nom",

  "cli.definition-create": "+ {{what}} {{id}}",
  "cli.definition-replace": "~ {{what}} {{id}}",
  "cli.definition-unchanged": "= {{what}} {{id}}",
  "cli.definition-delete": "- {{what}} {{id}}",
  "cli.definitions-applied": "Les définitions sont appliquées. Les clients les voient aussitôt.",
  "cli.definitions-same": "Il n’y a rien à modifier.",
  "cli.definitions-dry": "Rien n’a été modifié (--dry-run).",
  "cli.definition-deleted": "{{what}} {{id}} : supprimé.",
  "cli.file-not-definitions":
    "{{file}} ne contient pas de définitions : {{reason}}. Il doit contenir un schéma, ou un objet avec schemas et resourceTypes.",
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

  "help.schema": "gérer les schémas d’une organisation",
  "help.schema.apply":
    "créer ou remplacer les définitions de ces fichiers, toutes ou aucune ; les autres restent telles quelles",
  "help.schema.list": "lister les schémas, les standards d’abord",
  "help.schema.show": "montrer un schéma, en JSON qui peut être appliqué à nouveau",
  "help.schema.delete": "supprimer un schéma qu’aucun type de ressources n’utilise",
  "help.resource-type": "gérer les types de ressources d’une organisation",
  "help.resource-type.list": "lister les types de ressources, utilisateurs et groupes d’abord",
  "help.resource-type.show": "montrer un type de ressources, en JSON qui peut être appliqué à nouveau",
  "help.resource-type.delete":
    "supprimer un type de ressources sans ressources ; pour User et Group, les extensions ajoutées",
  "help.option.dry-run": "montrer ce qui changerait, sans rien modifier",
} as const satisfies Translation<typeof english>;
