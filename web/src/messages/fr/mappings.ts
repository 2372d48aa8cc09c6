import type { texts as english } from "../en/mappings.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  table: "Attributs des comptes",
  add: "Ajouter un attribut",
  edit: "Modifier",
  "edit.of": "Modifier {{target}}",
  "edit.heading": "Modifier {{target}}",
  save: "Enregistrer",
  saved:
    "Enregistré. Rien n’a été envoyé : le prochain plan montre combien de comptes changent pour chaque attribut, et le prochain cycle l’écrit.",
  remove: "Retirer",
  "remove.of": "Retirer {{target}}",
  "remove.heading": "Retirer {{target}} de la correspondance ?",
  "remove.text": "Muster n’écrit plus cet attribut. Les comptes gardent la valeur qu’ils ont.",
  reset: "Prendre celle par défaut",
  "reset.heading": "Prendre la correspondance par défaut ?",
  "reset.text_one":
    "{{shown}} attribut de la correspondance change : {{targets}}. Vos propres changements y sont perdus.",
  "reset.text_many":
    "{{shown}} d’attributs de la correspondance changent : {{targets}}. Vos propres changements y sont perdus.",
  "reset.text_other":
    "{{shown}} attributs de la correspondance changent : {{targets}}. Vos propres changements y sont perdus.",
  "empty.heading": "Pas d’attributs",
  "empty.text":
    "Rien n’est écrit dans ces comptes. Ajoutez un attribut, ou prenez la correspondance par défaut.",
  "column.target": "Attribut du compte",
  "column.kind": "Type",
  "column.source": "Source",
  "column.options": "Options",
  "column.value": "Valeur",
  "column.actions": "Actions",
  "kind.direct": "Attribut",
  "kind.expression": "Expression",
  "kind.constant": "Constante",
  "kind.none": "Non écrit",
  "target.help": 'Un chemin SCIM, comme title, name.givenName ou emails[type eq "work"].value.',
  source: "Attribut de l’annuaire",
  "source.help": "Son nom dans Entra ID ou son chemin SCIM, comme jobTitle, manager ou manager.mail.",
  expression: "Expression",
  "expression.help":
    'Les attributs sont entre crochets, les textes entre guillemets : Join(" ", [givenName], [surname])',
  expected: "Peut se trouver ici :",
  constant: "Valeur",
  "constant.help":
    'Un texte, un nombre, true, false, ou une liste de textes comme ["a", "b"]. "5" entre guillemets est un texte.',
  "none.help": "L’attribut reste comme il est dans la cible.",
  matching: "Ordre de recherche",
  "matching.help":
    "Trouve les comptes qui existent : 1 est cherché d’abord. Vide pour les attributs qui ne trouvent pas de compte.",
  default: "Valeur sans source",
  "default.help": "Ce que reçoit un nouveau compte quand la source n’a pas de valeur.",
  "option.matching": "Recherche {{shown}}",
  "option.on-create": "À la création seulement",
  "option.reference": "Le compte de l’utilisateur que nomme la source",
  "option.write-only": "Secret : envoyé, et gardé nulle part",
  "option.default": "Sinon {{value}}",
  effect: "Compter l’effet",
  "effect.none": "Aucun compte ne change.",
  "effect.of": "{{changed}} sur {{accounts}} changent",
  "effect.problems_one": "{{shown}} objet serait retenu, parce qu’un attribut n’a pas de valeur utilisable.",
  "effect.problems_many":
    "{{shown}} d’objets seraient retenus, parce qu’un attribut n’a pas de valeur utilisable.",
  "effect.problems_other":
    "{{shown}} objets seraient retenus, parce qu’un attribut n’a pas de valeur utilisable.",
  functions: "Fonctions",
  "functions.search": "Chercher une fonction",
  trial: "Essai sur un exemple",
  "trial.help":
    "Montre ce que la correspondance fait d’un utilisateur ou d’un groupe. Rien n’est envoyé ni changé.",
  "trial.linked": "Il y a un compte, qui reçoit les valeurs qui changent.",
  "trial.not-linked": "Il n’y a pas encore de compte. Un nouveau reçoit ces valeurs.",
  "trial.searches": "Un compte existant est cherché par",
  "trial.errors": "La valeur s’affiche quand les erreurs sont corrigées.",
  try: "Essayer une expression",
  "try.help":
    "Évalue une expression avec les valeurs que vous donnez, ou avec celles d’un utilisateur et de ses rôles ici. Rien n’est modifié.",
  "try.expression": "Expression à essayer",
  "try.values": "Valeurs",
  "try.values-help":
    "Un nom=valeur par ligne ; un nom qui figure sur plusieurs lignes a une liste. Elles passent avant celles de l’utilisateur.",
  "try.not-a-pair": "Cette ligne n’est pas de la forme nom=valeur : {{value}}",
  "try.run": "Évaluer",
  "try.absent": "Pas de valeur : l’attribut serait absent.",
  "try.restless":
    "La valeur change chaque minute ou plus souvent, de sorte qu’aucun utilisateur n’est planifié pour cela.",
  "try.until": "La valeur peut changer le {{at}}.",
};
