/** The pages of an organization, as the side bar lists them. Icons are drawn on 24 × 24. */
export const PAGES = [
  {
    section: undefined,
    pages: [
      {
        to: "/organizations/$org",
        text: "page.overview",
        icon: "M4 13h6V4H4zM14 20h6v-9h-6zM14 4v3h6V4zM4 20h6v-3H4z",
        isExact: true,
      },
    ],
  },
  {
    section: "section.directory",
    pages: [
      {
        to: "/organizations/$org/users",
        text: "page.users",
        icon: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.7-6 7.5-6s6.9 2 7.5 6",
        isExact: false,
      },
      {
        to: "/organizations/$org/groups",
        text: "page.groups",
        icon: "M9 11.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.500c.5-3.5 3-5 6.5-5s6 1.5 6.5 5M16 4.800a3.5 3.5 0 0 1 0 6.400M18 14.900c2 .6 3.2 2.1 3.5 4.6",
        isExact: false,
      },
      {
        to: "/organizations/$org/deleted-users",
        text: "page.deleted-users",
        icon: "M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7M10.5 11v5M13.5 11v5",
        isExact: false,
      },
    ],
  },
  {
    section: "section.provisioning",
    pages: [
      {
        to: "/organizations/$org/applications",
        text: "page.applications",
        icon: "M4 5.500h16v13H4zM4 9.500h16M7 7.500h.01",
        isExact: false,
      },
      {
        to: "/organizations/$org/log",
        text: "page.log",
        icon: "M6 3.500h12v17H6zM9 8h6M9 12h6M9 16h4",
        isExact: false,
      },
    ],
  },
] as const;
