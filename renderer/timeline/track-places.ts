import type { TrackPlace } from './edit-frames.ts'
import { strings } from '../strings/en/index.ts'

/**
 * The places of the track in the order in which something that is carried by keys goes over them: before the first
 * post, then posts and gaps in turn, then behind the last. A keyframe of the shot itself goes from post to post.
 */
export const placesFor = (posts: number, isOwn: boolean): readonly TrackPlace[] => {
  if (posts === 0) return [{ kind: 'slot' }]
  const onPosts = Array.from({ length: posts }, (_, index): TrackPlace => ({ kind: 'post', index }))
  if (isOwn) return onPosts
  const inTurn = onPosts.flatMap((post, index): TrackPlace[] =>
    index < posts - 1 ? [post, { kind: 'gap', index, second: null }] : [post],
  )
  return [{ kind: 'before' }, ...inTurn, { kind: 'slot' }]
}

/** What a place is called. */
export const describeTrackPlace = (place: TrackPlace, isOwn: boolean): string => {
  const { places } = strings.timeline
  switch (place.kind) {
    case 'before':
      return places.before
    case 'post':
      return isOwn ? places.ownPost(place.index + 1) : places.post(place.index + 1)
    case 'gap':
      return places.gap(place.index + 1)
    case 'slot':
      return places.slot
  }
}

export const samePlace = (a: TrackPlace | null, b: TrackPlace | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.kind === b.kind &&
    ('index' in a ? a.index : 0) === ('index' in b ? b.index : 0) &&
    ('second' in a ? a.second : 0) === ('second' in b ? b.second : 0))
