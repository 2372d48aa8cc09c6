export interface Department {
  readonly name: string;
  readonly headTitle: string;
  /** Titles of those who lead nobody. */
  readonly titles: readonly [string, ...string[]];
}

/** The departments with their shares of the company. */
export const DEPARTMENTS = [
  share(7, "Engineering", "Chief Technology Officer", [
    "Software Engineer",
    "Senior Software Engineer",
    "Test Engineer",
    "Site Reliability Engineer",
    "Systems Architect",
  ]),
  share(4, "Sales", "Chief Revenue Officer", [
    "Account Executive",
    "Sales Engineer",
    "Inside Sales Associate",
  ]),
  share(4, "Operations", "Chief Operating Officer", [
    "Operations Analyst",
    "Production Planner",
    "Logistics Coordinator",
  ]),
  share(3, "Customer Support", "Head of Customer Support", ["Support Specialist", "Technical Writer"]),
  share(3, "Research", "Chief Scientist", ["Research Scientist", "Laboratory Technician", "Data Scientist"]),
  share(2, "Finance", "Chief Financial Officer", ["Accountant", "Financial Analyst", "Payroll Specialist"]),
  share(2, "Marketing", "Chief Marketing Officer", ["Marketing Specialist", "Brand Designer", "Copywriter"]),
  share(2, "IT Services", "Chief Information Officer", ["Systems Administrator", "Service Desk Analyst"]),
  share(1, "Human Resources", "Chief People Officer", ["HR Generalist", "Recruiter"]),
  share(1, "Legal", "General Counsel", ["Legal Counsel", "Contract Manager"]),
  share(1, "Procurement", "Head of Procurement", ["Buyer", "Supplier Quality Analyst"]),
  share(1, "Facilities", "Head of Facilities", ["Facilities Technician", "Workplace Coordinator"]),
] as const;

function share(
  weight: number,
  name: string,
  headTitle: string,
  titles: Department["titles"],
): readonly [Department, number] {
  return [{ name, headTitle, titles }, weight];
}
