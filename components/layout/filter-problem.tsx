import { Notice } from '#components/ui/notice.tsx'
import { PageHeading } from '#components/ui/section.tsx'

/** The address asks for something that cannot be; `problem` says what, in the filter's own words. */
export function FilterProblem({ path, problem }: { path: string; problem: string }) {
  return (
    <>
      <PageHeading title="This filter cannot be read" />
      <Notice title="What is wrong">
        <p>{problem}</p>
        <p>
          <a href={path}>Show this page without a filter</a>
        </p>
      </Notice>
    </>
  )
}
