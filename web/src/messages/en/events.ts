/** The page of the feed of events. */
export const texts = {
  intro:
    "The changes of the directory as other systems read them: what changed, and never to which value. Oldest first.",
  after: "After a cursor or the id of an event",
  "from-now": "From now on",
  "empty.heading": "No events yet",
  "empty.text": "An event appears here for each change of the directory.",
  "column.time": "Time",
  "column.type": "Type",
  "column.resource": "Resource",
  "column.content": "Attributes and reason",
  "column.id": "Id and cursor",
  member: "Member:",
} as const;
