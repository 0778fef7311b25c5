ALTER TABLE "told_figures" DROP CONSTRAINT "told_figures_linked_table_known";--> statement-breakpoint
ALTER TABLE "told_figures" ADD COLUMN "publication_id" uuid;--> statement-breakpoint
-- What was told until now is taken as told by the newest publication, as it was compared until now. The owner is under row security too.
ALTER TABLE "told_figures" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "publications" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "told_figures" AS t SET "publication_id" = (
	SELECT p."id" FROM "publications" AS p WHERE p."linked_table" = t."linked_table" ORDER BY p."as_of" DESC LIMIT 1
);--> statement-breakpoint
ALTER TABLE "told_figures" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "publications" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "told_figures" DROP COLUMN "linked_table";--> statement-breakpoint
ALTER TABLE "told_figures" ADD PRIMARY KEY ("publication_id","cell");--> statement-breakpoint
ALTER TABLE "told_figures" ADD CONSTRAINT "told_figures_publication_id_publications_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publications"("id");
