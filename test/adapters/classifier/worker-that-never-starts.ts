throw new Error('there is no model here')
