/** Log streams of ours beside those of containers: image build, health checks, what we have to say about the run. */
export const ownStreams = ['build', 'ping', 'platform'] as const;
