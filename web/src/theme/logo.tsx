/** The mark of the product: an M that gathers into one point. The name stands beside it, so readers skip the drawing. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg aria-hidden="true" focusable="false" width={size} height={size} viewBox="0 0 32 32">
      <rect width="32" height="32" rx="8" className="logo-ground" />
      <path d="M8 23V10.5l8 8 8-8V23" className="logo-line" />
      <circle cx="16" cy="24.5" r="2.2" className="logo-point" />
    </svg>
  );
}
