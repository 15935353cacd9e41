// Reads a calendar with ical.js, which had no part in writing it, and tells what it understood.
import { readFileSync } from "node:fs";
const [, , parser, file] = process.argv;
const { default: ICAL } = await import(parser);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
const events = calendar.getAllSubcomponents("vevent").map((one) => {
  const event = new ICAL.Event(one);
  return {
    uid: event.uid, sequence: event.sequence, summary: event.summary, place: event.location, agenda: event.description,
    begins: event.startDate.toICALString(), ends: event.endDate.toICALString(), status: one.getFirstPropertyValue("status"),
    people: event.attendees.map((attendee) => [attendee.getFirstValue(), attendee.getParameter("cn")]),
  };
});
console.log(JSON.stringify({ method: calendar.getFirstPropertyValue("method"), events }));
