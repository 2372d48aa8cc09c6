import type { webhooks as en } from "../en/webhooks.ts";
import type { Translation } from "../translation.ts";

export const webhooks: Translation<typeof en> = {
  "help.events": "montrer ce qui a changé dans un annuaire, une fois ou au fil de l’eau",
  "help.webhook": "webhooks : des adresses que l’on prévient des changements",
  "help.webhook.create": "créer un webhook ; le secret qui signe ses messages n’est affiché qu’une fois",
  "help.webhook.list": "lister les webhooks d’une organisation",
  "help.webhook.show": "montrer un webhook : état, ce qui attend, dernier échec",
  "help.webhook.log":
    "montrer les tentatives de livraison à un webhook, de la plus récente à la plus ancienne",
  "help.webhook.set": "changer le nom, l’adresse ou les types d’événements d’un webhook",
  "help.webhook.enable": "activer un webhook ; il reçoit tout ce qu’il n’a pas accusé",
  "help.webhook.disable": "désactiver un webhook ; ce qui arrive entre-temps attend",
  "help.webhook.rotate-secret":
    "faire un nouveau secret de signature, affiché une fois ; les deux signent quelque temps",
  "help.webhook.test": "envoyer un ping signé à un webhook et dire ce qu’il en est ; ne change rien",
  "help.webhook.delete": "supprimer un webhook avec son secret et son journal",
  "help.option.after": "commencer après ce curseur ; now : à la fin (par défaut : au début)",
  "help.option.webhook-after": "commencer après ce curseur ; start : au début (par défaut : now)",
  "help.option.limit-events": "événements par réponse, de 1 à 1000 (par défaut 100)",
  "help.option.follow": "attendre d’autres événements et les montrer à mesure, jusqu’à interruption",
  "help.option.webhook-name": "nom du webhook",
  "help.option.webhook-url": "où les messages sont envoyés : une URL http ou https",
  "help.option.event-type":
    "un type d’événement à recevoir, par exemple user.created ; peut être répété (par défaut : tous)",
  "help.option.all-types": "recevoir tous les types d’événements",
  "help.option.overlap": "heures pendant lesquelles l’ancien secret signe aussi, de 0 à 168 (par défaut 24)",

  "cli.events-more": "Il y en a d’autres : continuez avec --after {{cursor}}",
  "cli.events-end": "C’est tout pour l’instant. Plus tard : --after {{cursor}}",
  "cli.webhook-types": "reçoit : {{types}}",
  "cli.webhook-all": "tout",
  "cli.webhook-waiting": "en attente : {{waiting}} (le plus ancien : {{at}})",
  "cli.webhook-success": "dernier accusé : {{at}}",
  "cli.webhook-failing_one": "en échec depuis {{since}} ({{count}} tentative) ; prochaine tentative {{at}}",
  "cli.webhook-failing_many":
    "en échec depuis {{since}} ({{count}} de tentatives) ; prochaine tentative {{at}}",
  "cli.webhook-failing_other":
    "en échec depuis {{since}} ({{count}} tentatives) ; prochaine tentative {{at}}",
  "cli.webhook-failure": "dernier échec {{at}} : {{why}}",
  "cli.webhook-former-secret": "signé aussi avec l’ancien secret jusqu’au {{at}}",
  "cli.webhook-secret": "Le secret qui signe les messages ; il ne sera plus affiché :",
  "cli.webhook-tested": "Le récepteur a accusé réception du ping ({{status}}).",
  "cli.webhook-deleted": "Webhook « {{name}} » supprimé.",
  "cli.delivery-ping": "ping",
  "cli.delivery_one": "{{count}} événement, tentative {{attempt}}",
  "cli.delivery_many": "{{count}} d’événements, tentative {{attempt}}",
  "cli.delivery_other": "{{count}} événements, tentative {{attempt}}",
  "webhook-state.on": "actif",
  "webhook-state.off": "inactif",
  "webhook-state.paused": "suspendu",
  "webhook-state.gone": "refusé",
  "delivery-state.intended": "en cours",
  "delivery-state.acknowledged": "accusé",
  "delivery-state.failed": "échec",
  "delivery-state.unknown": "inconnu",
  "column.state": "état",
  "column.waiting": "en attente",
  "column.url": "adresse",
  "usage.webhook-yes-missing_one":
    "Rien n’a été supprimé. Le webhook « {{name}} » ({{url}}) a {{count}} événement qu’il n’a pas reçu. Répétez la commande avec --yes pour le supprimer.",
  "usage.webhook-yes-missing_many":
    "Rien n’a été supprimé. Le webhook « {{name}} » ({{url}}) a {{count}} d’événements qu’il n’a pas reçus. Répétez la commande avec --yes pour le supprimer.",
  "usage.webhook-yes-missing_other":
    "Rien n’a été supprimé. Le webhook « {{name}} » ({{url}}) a {{count}} événements qu’il n’a pas reçus. Répétez la commande avec --yes pour le supprimer.",
};
