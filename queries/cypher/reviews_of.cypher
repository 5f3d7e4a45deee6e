MATCH (r:Review)-[:REVIEWS]->(target) WHERE target.iri IN $target AND r.decision IS NOT NULL
RETURN DISTINCT r.iri AS review, r.decision AS decision, r.subject AS subject, r.predicate AS relation, r.object AS object,
  target.iri AS target, r.reviewer AS reviewer, r.reason AS reason, r.at AS at, r.withdrawnAt AS withdrawn_at,
  r.withdrawnBy AS withdrawn_by
ORDER BY at DESC, review, target
