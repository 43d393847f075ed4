/** What every request gets that is sent from here, and all that is created beside. */
export const createdBy = { Key: 'created-by', Value: 'sagemaker-containers' } as const;
