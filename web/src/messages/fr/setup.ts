import type { texts as english } from "../en/setup.ts";
import type { FrenchOf } from "../translation.ts";

export const texts: FrenchOf<typeof english> = {
  "state.done": "Fait",
  "state.open": "À faire",
  "state.wrong": "Refusé",
  "state.optional": "Facultatif",
  connection: "Connexion",
  "connection.text":
    "Muster demande à la cible si elle accepte l’adresse et les identifiants de connexion. Rien n’est modifié.",
  "connection.no-secret":
    "Aucun identifiant de connexion n’est encore enregistré. Enregistrez-en un, puis testez la connexion.",
  "connection.test": "Tester la connexion",
  "connection.go": "Changer l’adresse ou les identifiants de connexion",
  notification: "Messages",
  "notification.none": "Aucune adresse n’est choisie pour les messages sur cette application.",
  "notification.set": "Les messages sont destinés à {{address}}.",
  "notification.change": "Choisir l’adresse",
  "notification.heading": "Messages sur {{name}}",
  "notification.save": "Enregistrer",
  "notification.address": "Adresse pour les messages",
  "notification.on-failure": "Avis en cas de problème",
  assignments: "Affectations",
  "assignments.none":
    "Personne n’est affecté, et aucun compte ne serait créé. Affectez d’abord un seul utilisateur.",
  "assignments.some_one": "{{shown}} affectation désigne des utilisateurs.",
  "assignments.some_many": "{{shown}} d’affectations désignent des utilisateurs.",
  "assignments.some_other": "{{shown}} affectations désignent des utilisateurs.",
  "assignments.all": "Tous les utilisateurs sont concernés par les réglages, sans affectation.",
  "assignments.go": "Affecter des utilisateurs et des groupes",
  mappings: "Correspondances",
  "mappings.default":
    "Les correspondances par défaut décident des attributs envoyés, et de la façon de trouver les comptes existants.",
  "mappings.other": "Vos propres correspondances décident des attributs envoyés.",
  "mappings.go": "Lire les correspondances et les essayer sur une personne",
  scope: "Filtre de périmètre",
  "scope.none": "Sans filtre, les affectations décident seules.",
  "scope.some_one": "{{shown}} filtre restreint les affectations.",
  "scope.some_many": "{{shown}} de filtres restreignent les affectations.",
  "scope.some_other": "{{shown}} filtres restreignent les affectations.",
  "scope.go": "Filtrer par attributs",
  settings: "Réglages",
  "settings.text_one":
    "{{shown}} réglage est choisi ici ; les autres suivent leur valeur par défaut. Le garde-fou retient les suppressions en masse.",
  "settings.text_many":
    "{{shown}} de réglages sont choisis ici ; les autres suivent leur valeur par défaut. Le garde-fou retient les suppressions en masse.",
  "settings.text_other":
    "{{shown}} réglages sont choisis ici ; les autres suivent leur valeur par défaut. Le garde-fou retient les suppressions en masse.",
  "settings.go": "Lire les réglages",
  plan: "Premier plan",
  "plan.text":
    "Un plan liste chaque compte qui serait créé, modifié ou désactivé. Lisez-le, puis appliquez exactement cela ; les cycles suivent ensuite d’eux-mêmes.",
  "plan.on": "Un plan a été appliqué, et les cycles ont lieu d’eux-mêmes.",
  "plan.rests": "Le provisionnement a commencé, et sa planification est au repos.",
  "plan.overview": "Aller à la vue d’ensemble de l’application",
};
